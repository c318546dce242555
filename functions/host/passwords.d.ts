/** The package states types for its whole, which is larger than the list that we take. */
declare module '@zxcvbn-ts/language-common/dist/passwords.json.mjs' {
  const passwords: readonly string[]
  export { passwords as default }
}
