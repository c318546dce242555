import type { FetchFile } from '../files.ts'
import { objectAt, textAt, wordOf } from '../template/properties.ts'
import type { Answer } from './answer.ts'
import type { Found, Integration } from './routes.ts'

export type FileIntegration = Extract<Integration, { kind: 'file' }>

/** Answers with a file of a bucket, with the headers that the route maps and no others. */
export async function answerFile(read: FetchFile, to: FileIntegration, { variables }: Found): Promise<Answer> {
  const key = to.key.replaceAll(/\{([^}]+)\}/g, (_, name: string) => variables[sourceOf(to, name)] ?? '')
  const file = await read(to.bucket, key)
  const rule = objectAt(to.answers, String(file.status)) ?? objectAt(to.answers, 'default')
  const headers: Record<string, string> = {}
  for (const [name, source] of Object.entries(objectAt(rule, 'responseParameters') ?? {})) {
    const value = mapped(wordOf(source), file.headers)
    if (value !== undefined) headers[name.replace('method.response.header.', '').toLowerCase()] = value
  }
  const status = Number(textAt(rule, 'statusCode') ?? file.status)
  if (status >= 300) return { status, headers: { 'content-type': 'application/json', ...headers }, body: '{}' }
  return { status, headers, body: file.body }
}

/** The path variable of the route that an integration's variable is taken from. */
const sourceOf = ({ variables }: FileIntegration, name: string): string =>
  (textAt(variables, `integration.request.path.${name}`) ?? name).replace('method.request.path.', '')

function mapped(source: string, headers: Record<string, string | string[] | undefined>): string | undefined {
  const [, literal] = /^'(.*)'$/.exec(source) ?? []
  if (literal !== undefined) return literal
  const value = headers[source.replace('integration.response.header.', '').toLowerCase()]
  return value === undefined ? undefined : String(value)
}
