import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { chromium, type Browser, type LaunchOptions } from '@playwright/test'

const root = resolve(import.meta.dirname, '../..')
const shelf = resolve(root, '.build/browser')
const packed = resolve(root, 'node_modules/@sparticuz/chromium')
const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser']

/**
 * How to launch the browser of the tests: Debian's, where the machine has one, else the one that comes as an npm
 * package, unpacked once into our own folder. Chinese text is drawn with a font from npm, so no system font is needed.
 */
export async function launchOptions(): Promise<LaunchOptions> {
  const found = process.env.TEST_BROWSER ?? installed.find((path) => existsSync(path))
  const folder = found === undefined ? await unpacked() : undefined
  return {
    executablePath: found ?? join(folder ?? '', 'chromium'),
    args: ['--no-sandbox', '--font-render-hinting=none'],
    env: {
      ...Object.fromEntries(Object.entries(process.env).flatMap(([key, value]) => (value ? [[key, value]] : []))),
      ...(folder ? { LD_LIBRARY_PATH: join(folder, 'al2023/lib') } : {}),
      FONTCONFIG_FILE: fontSettings(),
    },
  }
}

/** A browser for journeys that keep their own; close it when done. */
export const launch = async (): Promise<Browser> => chromium.launch(await launchOptions())

/** The package reuses whatever lies in its temporary folder, so it gets one of its own, put in place whole. */
async function unpacked(): Promise<string> {
  const ready = join(shelf, 'chromium')
  if (existsSync(ready)) return ready
  mkdirSync(shelf, { recursive: true })
  const folder = mkdtempSync(join(shelf, 'unpacking-'))
  const before = process.env.TMPDIR
  process.env.TMPDIR = folder
  try {
    const { inflate } = await import('@sparticuz/chromium')
    for (const part of ['chromium.br', 'al2023.tar.br', 'swiftshader.tar.br']) await inflate(join(packed, 'bin', part))
    if (!existsSync(ready)) renameSync(folder, ready)
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
    rmSync(folder, { recursive: true, force: true })
  }
  return ready
}

/** Fonts from npm and from the system, for pages that bring none. */
function fontSettings(): string {
  mkdirSync(shelf, { recursive: true })
  const file = join(shelf, 'fonts.conf')
  const packed = resolve(root, 'node_modules/@expo-google-fonts/noto-sans-sc')
  const own = ['400Regular', '600SemiBold'].map((weight) => join(packed, weight))
  const folders = [...own, '/usr/share/fonts'].map((folder) => `<dir>${folder}</dir>`).join('')
  writeFileSync(file, `<?xml version="1.0"?><fontconfig>${folders}<cachedir>${shelf}/fonts</cachedir></fontconfig>`)
  return file
}
