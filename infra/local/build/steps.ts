import { build, type BuildStep } from './step.ts'

const common = ['package-lock.json', 'package.json', 'shared/**/*.ts']

/** The staff app, the renderer of the public page, and the template with the functions' bundles. */
const steps = {
  app: {
    name: 'app',
    words: 'Building the staff app …',
    inputs: [...common, 'web/vite.config.ts', 'web/vite/**', 'web/src/**', 'web/static/**', 'web/tsconfig.json'],
    outputs: ['.build/web/index.html'],
    command: ['vite', 'build', '--config', 'web/vite.config.ts', '--logLevel', 'error'],
  },
  renderer: {
    name: 'renderer',
    words: 'Building the public page …',
    inputs: [
      ...common,
      'web/vite.renderer.config.ts',
      'web/vite.checker.config.ts',
      'web/src/edition/**',
      'web/src/checker/**',
    ],
    outputs: ['.build/renderer/render.js'],
    command: [process.execPath, 'web/build-renderer.ts'],
  },
  template: {
    name: 'template',
    words: 'Synthesizing the template …',
    inputs: [...common, 'functions/**/*.ts', 'infra/*.ts', 'cdk.json', '.build/renderer/*'],
    outputs: ['.build/cdk.local/manifest.json'],
    command: [process.execPath, 'infra/main.ts'],
  },
} as const satisfies Record<string, BuildStep>

/** Builds whatever is not up to date, the renderer before the bundle that takes it along. */
export async function buildAll(root: string, say: (words: string) => void): Promise<void> {
  await build(root, steps.app, say)
  await build(root, steps.renderer, say)
  await build(root, steps.template, say)
}

export const buildRenderer = (root: string, say: (words: string) => void): Promise<boolean> =>
  build(root, steps.renderer, say)

export const buildApp = (root: string, say: (words: string) => void): Promise<boolean> => build(root, steps.app, say)
