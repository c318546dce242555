import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import adapter from '@sveltejs/adapter-static'
import { sveltekit } from '@sveltejs/kit/vite'
import { defineConfig } from 'vite'
import { announcerWithoutStyle } from './vite/announcer.ts'
import { contractRoutes } from './vite/contract.ts'

const here = import.meta.dirname
const root = resolve(here, '..')
const built = resolve(root, '.build/web')

// The same input builds the same bytes: the version is the lockfile's hash, never the time.
const version = createHash('sha256')
  .update(readFileSync(resolve(root, 'package-lock.json')))
  .digest('hex')
  .slice(0, 12)

export default defineConfig({
  root: here,
  plugins: [
    announcerWithoutStyle(),
    contractRoutes(),
    sveltekit({
      adapter: adapter({ pages: built, assets: built, fallback: 'index.html' }),
      outDir: resolve(here, '.svelte-kit'),
      files: { src: resolve(here, 'src'), assets: resolve(here, 'static') },
      version: { name: version, pollInterval: 0 },
      csp: {
        mode: 'hash',
        directives: {
          'default-src': ['none'],
          'script-src': ['self'],
          'style-src': ['self'],
          'img-src': ['self', 'data:', 'blob:'],
          'font-src': ['self'],
          // Uploads go to signed addresses; the header that comes with the page says which file server it may be.
          'connect-src': ['self', 'https:', 'http://127.0.0.1:*'],
          'worker-src': ['self', 'blob:'],
          'manifest-src': ['self'],
          'base-uri': ['none'],
          'form-action': ['none'],
        },
      },
    }),
  ],
  // Kylin and UOS desktops carry older Chromium; the floor is that of Svelte itself.
  build: { target: 'chrome87', cssTarget: 'chrome87' },
  server: { host: '127.0.0.1', fs: { allow: [root] } },
})
