import type { EditionState } from '#shared/disclosure/edition'
import { editionStateWords } from '#shared/words/disclosure'
import { words } from './words.svelte.ts'

export type Tone = 'plain' | 'accent' | 'ok' | 'warn' | 'bad' | 'trace'

const tones: Record<EditionState, Tone> = {
  submitted: 'accent',
  returned: 'warn',
  reviewed: 'accent',
  signed: 'accent',
  published: 'ok',
  'withdrawal-requested': 'warn',
  withdrawn: 'plain',
  recorded: 'ok',
}

/** An edition's state as word and tone; without an edition the year is in preparation. */
export const stateWords = (state: EditionState | undefined): { word: string; tone: Tone } =>
  state
    ? { word: editionStateWords[words.language][state], tone: tones[state] }
    : { word: words.say.today.draft, tone: 'plain' }
