import type { Me } from '#shared/people/contract'

type Word = Pick<Me, 'account' | 'idleUntil' | 'until'>

const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('session') : undefined

const isWord = (data: unknown): data is Word =>
  typeof data === 'object' && data !== null && 'account' in data && 'idleUntil' in data && 'until' in data

/** 邻页. The other windows of this browser: they share the cookie, and so must know whose it is. */
export const neighbours = {
  tell({ account, idleUntil, until }: Word): void {
    channel?.postMessage({ account, idleUntil, until })
  },
  hear(listen: (word: Word) => void): void {
    channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (isWord(data)) listen(data)
    })
  },
}

let leaving = false

/** Whether the page is being left on purpose, with everything kept: nobody is asked whether he is sure. */
export const isLeaving = (): boolean => leaving

/** 干净的页面. Somebody else is at the machine: nothing of the last person stays on it. */
export function cleanPage(address = '/'): void {
  leaving = true
  location.replace(address)
}
