import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { buildAll } from '../infra/local/build/steps.ts'

/**
 * `npm test`: builds what is not up to date, runs every test, and says the true totals in its last line.
 * `--full` repeats the long ones at full size; names of vitest projects or `browser` run only these.
 */
const root = resolve(import.meta.dirname, '..')
const results = resolve(root, '.build/results')
const full = process.argv.includes('--full')
const chosen = process.argv.slice(2).filter((word) => !word.startsWith('--'))

interface Totals {
  passed: number
  failed: number
}

function run(command: string, args: string[]): Promise<number> {
  return new Promise((done, reject) => {
    const env = { ...process.env, ...(full ? { FULL: '1' } : {}) }
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', env })
    child.on('error', reject)
    child.on('exit', (code) => done(code ?? 1))
  })
}

async function vitest(): Promise<Totals> {
  const projects = chosen.filter((name) => name !== 'browser').flatMap((name) => ['--project', name])
  const file = resolve(results, 'vitest.json')
  const code = await run('vitest', [
    'run',
    '--config',
    'test/vitest.config.ts',
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...projects,
  ])
  const report = JSON.parse(readFileSync(file, 'utf8')) as {
    numPassedTests: number
    numTotalTests: number
    success: boolean
  }
  const failed = report.numTotalTests - report.numPassedTests
  // A file that does not load has no tests to count: it is a failure all the same.
  return { passed: report.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed }
}

interface Suite {
  suites?: Suite[]
  specs?: { tests: { results: { status: string }[]; status: string }[] }[]
}

const testsIn = (suite: Suite): { status: string }[] => [
  ...(suite.specs ?? []).flatMap(({ tests }) => tests),
  ...(suite.suites ?? []).flatMap(testsIn),
]

async function browser(): Promise<Totals> {
  const file = resolve(results, 'browser.json')
  process.env.PLAYWRIGHT_JSON_OUTPUT_NAME = file
  const code = await run('playwright', ['test', '--config', 'test/playwright.config.ts', '--reporter=list,json'])
  const report = JSON.parse(readFileSync(file, 'utf8')) as Suite
  const tests = testsIn(report)
  const passed = tests.filter(({ status }) => status === 'expected').length
  const failed = tests.length - passed
  return { passed, failed: failed === 0 && code !== 0 ? 1 : failed }
}

async function safely(part: () => Promise<Totals>): Promise<Totals> {
  try {
    return await part()
  } catch (error) {
    console.error(error)
    return { passed: 0, failed: 1 }
  }
}

rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })
const parts: Totals[] = []
parts.push(await safely(async () => (await buildAll(root, console.log), { passed: 0, failed: 0 })))
if (chosen.length === 0 || chosen.some((name) => name !== 'browser')) parts.push(await safely(vitest))
if (chosen.length === 0 || chosen.includes('browser')) parts.push(await safely(browser))

const passed = parts.reduce((sum, part) => sum + part.passed, 0)
const failed = parts.reduce((sum, part) => sum + part.failed, 0)
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 && passed > 0 ? 0 : 1)
