import { pathToFileURL } from 'node:url'
import type { Plugin } from 'esbuild'
import * as z from 'zod'

/** The shortest password that either profile lets stand: shorter ones are refused before the list is asked. */
const shortest = 8

/**
 * Makes the list of common passwords that travels in a bundle as small as it may be: of 49,233 words the 17,950 that are
 * long enough to be chosen, 168 KB in place of 380 KB and of the code that unpacks them.
 */
export const commonPasswords: Plugin = {
  name: 'common-passwords',
  setup: (build) => {
    build.onLoad({ filter: /language-common[\\/]dist[\\/]passwords\.json\.mjs$/ }, async ({ path }) => {
      const list: unknown = await import(pathToFileURL(path).href)
      const words = z.object({ default: z.array(z.string()) }).parse(list).default
      const long = words.filter((word) => word.length >= shortest).sort()
      return { contents: `export default ${JSON.stringify(long.join('\n'))}.split('\\n')`, loader: 'js' }
    })
  },
}
