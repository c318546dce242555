import type { Me, Next } from '#shared/people/contract'
import { call } from './call.ts'
import { saying } from './saying.ts'

type Stage = 'password' | 'code' | 'totp' | 'set-password' | 'enrol-totp'

/** One sign-in, from the first field to the session; each stage asks for what the server named next. */
export class SignIn {
  stage = $state<Stage>('password')
  busy = $state(false)
  problem = $state<string | undefined>()
  secret = $state<{ secret: string; uri: string } | undefined>()
  #ticket = ''
  readonly #done: (me: Me) => void

  constructor(done: (me: Me) => void) {
    this.#done = done
  }

  withPassword(login: string, password: string): Promise<void> {
    return this.#ask(() => call.session.signIn({ login, password }))
  }

  withCode(code: string): Promise<void> {
    return this.#ask(() => call.session.redeem({ code: code.trim() }))
  }

  withTotp(totp: string): Promise<void> {
    return this.#ask(() => call.session.factor({ ticket: this.#ticket, totp }))
  }

  setPassword(password: string): Promise<void> {
    return this.#ask(() => call.session.setPassword({ ticket: this.#ticket, password }))
  }

  choose(stage: 'password' | 'code'): void {
    this.problem = undefined
    this.stage = stage
  }

  async #ask(act: () => Promise<Next>): Promise<void> {
    this.busy = true
    this.problem = undefined
    try {
      await this.#go(await act())
    } catch (error) {
      this.problem = saying(error)
    } finally {
      this.busy = false
    }
  }

  async #go({ next, ticket, me }: Next): Promise<void> {
    if (ticket) this.#ticket = ticket
    if (next === 'done') {
      this.#done(me ?? (await call.session.me()))
      return
    }
    if (next === 'enrol-totp') {
      const { ticket: renewed, secret, uri } = await call.session.enrolTotp({ ticket: this.#ticket })
      this.#ticket = renewed
      this.secret = { secret, uri }
    }
    this.stage = next
  }
}
