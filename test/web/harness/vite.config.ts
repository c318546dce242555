import { resolve } from 'node:path'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'

const root = resolve(import.meta.dirname, '../../..')

/** The sheet by itself on a page, built for the same oldest browser as the staff app. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [svelte({ configFile: false })],
  build: {
    outDir: resolve(root, '.build/harness'),
    emptyOutDir: true,
    target: 'chrome87',
    cssTarget: 'chrome87',
    minify: false,
    rollupOptions: { input: ['index.html', 'year.html'].map((page) => resolve(import.meta.dirname, page)) },
  },
  logLevel: 'error',
})
