import type { CheckVerdict } from '#shared/base/check'
import { fold } from '#shared/base/text'
import type { Result } from './check.ts'

/** What a check of the document came to at one place. */
export type Found = Pick<Result, 'verdict' | 'figures' | 'where' | 'printed' | 'recomputed' | 'told'>

export const held = (where: string, figures: readonly string[] = []): Found => found('exact', { where, figures })

export const found = (verdict: CheckVerdict, more: Partial<Found> & Pick<Found, 'where'>): Found => ({
  verdict,
  figures: [],
  printed: '',
  recomputed: '',
  told: '',
  ...more,
})

/** A name without what forms write one way or another: brackets, spaces, width. */
export const plain = (name: string): string => fold(name).replace(/[\s()（）]/g, '')
