/** The public page as built by `web/build-renderer.ts`; its types are those of `shared/disclosure/page.ts`. */
declare module '#renderer' {
  import type { Renderer } from '#shared/disclosure/page'

  export const version: Renderer['version']
  export const assets: Renderer['assets']
  export const renderEdition: Renderer['renderEdition']
  export const renderWithdrawn: Renderer['renderWithdrawn']
  export const renderList: Renderer['renderList']
}

declare module '#renderer/version' {
  /** the hash of everything that a page is drawn by */
  export const version: string
}
