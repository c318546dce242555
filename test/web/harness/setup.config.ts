/** Before the first test in a browser. */
export { buildHarness as default } from './build.ts'
