import type { Plugin } from 'vite'

const inline = /(id="svelte-announcer"[^>]*?)\s+style="[^"]*"/

/**
 * The router's announcer for screen readers hides itself by an inline style, which the page's policy bars and the
 * console reports on every page. The same rules stand in tokens.css, so the attribute goes before it is compiled.
 * @throws when the router no longer has it: then this file goes too
 */
export function announcerWithoutStyle(): Plugin {
  return {
    name: 'announcer-without-style',
    enforce: 'pre',
    transform: {
      filter: { id: /\/kit\/src\/runtime\/components\/root\.svelte$/ },
      handler(code) {
        if (!inline.test(code)) throw new Error('The announcer has no inline style any more: remove this plugin')
        return code.replace(inline, '$1')
      },
    },
  }
}
