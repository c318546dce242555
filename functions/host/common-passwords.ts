let known: Promise<ReadonlySet<string>> | undefined

/**
 * 常见密码. Whether a lower-case text is among the passwords that everybody tries first: of a public list of 49,233 those
 * of eight signs and more. The list is read when somebody sets a password, not when the function starts.
 */
export async function commonPasswords(): Promise<(text: string) => boolean> {
  known ??= import('@zxcvbn-ts/language-common/dist/passwords.json.mjs').then((list) => new Set(list.default))
  const set = await known
  return (text) => set.has(text)
}
