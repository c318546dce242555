import { Refusal } from '#shared/base/refusal'

/** The code of the refusal in which a handler's call ends; `undefined` where it succeeds. */
export async function refusalFrom(call: Promise<unknown>): Promise<string | undefined> {
  try {
    await call
    return undefined
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}
