import type { Right } from '#shared/base/access'
import type { Me } from '#shared/people/contract'
import { call, refusalIn } from './call.ts'
import { cleanPage, neighbours } from './neighbours.ts'

/** Who is at the screen. `ended` lays the unlock panel over the page; nothing on it is lost. */
class Session {
  me = $state<Me | undefined>()
  ended = $state(false)
  asking = $state<{ done: (fresh: boolean) => void } | undefined>()
  /** seconds left before it ends for want of use; undefined: more than two minutes */
  endsIn = $state<number | undefined>()
  #drift = 0
  #signIns = 0

  /** Asks the server who is signed in; `false` where nobody is. */
  async load(): Promise<boolean> {
    try {
      this.begin(await call.session.me())
      return true
    } catch (error) {
      if (refusalIn(error)?.code === 'access/sign-in-first') return false
      throw error
    }
  }

  begin(me: Me): void {
    this.goOn(me)
    this.#drift = Date.parse(me.now) - Date.now()
    neighbours.tell(me)
  }

  /** The same person is signed in, here or in another window: the page is theirs again. */
  goOn(me: Me): void {
    this.me = me
    this.ended = false
    this.endsIn = undefined
    this.#signIns += 1
  }

  /** Which sign-in a request belongs to: its answer may come after the next one. */
  get signIn(): number {
    return this.#signIns
  }

  /**
   * It is over, here or at the server: the panel lies over the page until somebody shows who he is. What was asked in
   * an earlier sign-in says nothing of this one.
   */
  lapse(asked = this.#signIns): void {
    if (asked !== this.#signIns) return
    this.ended = true
    this.endsIn = undefined
  }

  /** The server's time: the browser's own clock may be wrong, and the system's may be set. */
  now(): string {
    return new Date(Date.now() + this.#drift).toISOString()
  }

  /** An instant of the server's, in milliseconds by this browser's own clock. */
  here(instant: string): number {
    return Date.parse(instant) - this.#drift
  }

  may(right: Right): boolean {
    return this.me?.rights.includes(right) ?? false
  }

  /**
   * Runs an act; where the server asks for a fresh factor, asks the person and runs it again. An ended session lays
   * the unlock panel over the page. Whatever else is thrown goes to the caller.
   */
  async run<T>(act: () => Promise<T>): Promise<T> {
    const asked = this.#signIns
    try {
      return await act()
    } catch (error) {
      const code = refusalIn(error)?.code
      if (code === 'access/sign-in-first' || code === 'access/somebody-else') this.lapse(asked)
      if (code !== 'access/fresh-factor-needed' || !(await this.#fresh())) throw error
      return await act()
    }
  }

  #fresh(): Promise<boolean> {
    return new Promise((resolve) => {
      this.asking = {
        done: (fresh) => {
          this.asking = undefined
          resolve(fresh)
        },
      }
    })
  }
}

export const session = new Session()

/** Another window of this browser says who is signed in: the same person goes on, another gets a clean page. */
neighbours.hear(({ account, idleUntil, until }) => {
  const { me } = session
  if (!me) return
  if (me.account !== account) cleanPage()
  else {
    session.goOn({ ...me, idleUntil, until })
  }
})
