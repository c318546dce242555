import { resolve } from 'node:path'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'

/**
 * The public page as one module for the publisher: it imports nothing, so the function's bundle takes it in whole. The
 * stylesheet comes out beside it; `build-renderer.ts` puts the two and the checker together.
 */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [svelte({ configFile: false })],
  ssr: { noExternal: true },
  build: {
    ssr: resolve(import.meta.dirname, 'src/edition/render.ts'),
    write: false,
    target: 'node24',
    cssTarget: 'chrome87',
    cssCodeSplit: false,
    cssMinify: true,
    ssrEmitAssets: true,
    rolldownOptions: { output: { codeSplitting: false } },
  },
})
