import type { Context } from '../rights/condition.ts'

/** One operation of a service, as the runtime serves it to functions. */
export interface Operation {
  /** the right that it needs, and on what */
  action: string
  resource(input: Input): string
  context?(input: Input): Context
  run(input: Input): object
}

export type Input = Readonly<Record<string, unknown>>

/** A refusal of a service, by the name that the SDK makes an error of. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError'
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

export const textIn = (input: Input, name: string): string | undefined =>
  typeof input[name] === 'string' ? input[name] : undefined

export const numberIn = (input: Input, name: string): number | undefined =>
  typeof input[name] === 'number' ? input[name] : undefined

export const bytesIn = (input: Input, name: string): Buffer => Buffer.from(textIn(input, name) ?? '', 'base64')

/** A map of texts, such as an encryption context. */
export const textsIn = (input: Input, name: string): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(input[name] ?? {}).map(([key, value]) => [key, String(value)]))
