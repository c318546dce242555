import { Refusal } from '#shared/base/refusal'

/** The code of the refusal in which a handler's call ends; `undefined` where it succeeds. */
export async function refusalFrom(call: Promise<unknown>): Promise<string | undefined> {
  try {
    await call
    return undefined
  } catch (error) {
    const refused: Refusal | undefined = error instanceof Refusal ? error : undefined
    if (refused) return refused.code
    throw error
  }
}
