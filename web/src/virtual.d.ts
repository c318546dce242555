declare module 'virtual:contract' {
  import type { contract } from '#shared/contract'

  /** The contract's routes without its schemas, for the client. */
  export const routes: typeof contract
}
