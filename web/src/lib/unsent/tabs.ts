const prefix = 'unsent '
const sending = 'unsent-sending'

/** 本页. A name for this page that no other bears, held as a lock: the browser lets go of it however the page ends. */
export const ownTab: string = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) =>
  byte.toString(16).padStart(2, '0'),
).join('')

/** Browsers without locks let every page send what is left; the server takes each batch once. */
const locks: LockManager | undefined = 'locks' in navigator ? navigator.locks : undefined

/** Says that this page is there, for as long as it is. */
export function beThere(): Promise<void> {
  if (!locks) return Promise.resolve()
  return new Promise((held) => {
    const whileOpen = (): Promise<never> => {
      held()
      return new Promise(() => undefined)
    }
    void locks.request(prefix + ownTab, whileOpen)
  })
}

/** The pages of this browser that are there now. */
export async function livingTabs(): Promise<ReadonlySet<string>> {
  const { held = [] } = (await locks?.query()) ?? {}
  const names = held.flatMap(({ name = '' }) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : []))
  return new Set([ownTab, ...names])
}

/** Only one page at a time takes over what others have left behind. */
export async function alone<T>(act: () => Promise<T>): Promise<T> {
  if (!locks) return act()
  const done: T[] = []
  await locks.request(sending, async () => void done.push(await act()))
  const [first] = done
  if (first === undefined) throw new Error('The lock was taken away')
  return first
}
