import type { Figure } from '#shared/base/figure'
import type { ScoreSheet } from '#shared/performance/score-sheet'
import type { Direction, Passage } from '../statement.ts'
import type { YearInput } from '../year.ts'
import { forms } from './forms.ts'
import { writtenOf } from './hand-texts.ts'
import { passagesOf } from './passages.ts'
import { Scene } from './scene.ts'
import type { Section, SentencePart, Written } from './section.ts'
import { basic } from './sections/basic.ts'
import { evaluation } from './sections/evaluation.ts'
import { capital, funds } from './sections/funds.ts'
import { general } from './sections/general.ts'
import { official } from './sections/official.ts'
import { assets, civilServants, procurement, running } from './sections/operations.ts'
import { grants, overall } from './sections/overall.ts'
import { overview } from './sections/overview.ts'
import { expenditure, income } from './sections/shares.ts'

/** What a sentence still needs: the key of a text (`reason.…`), or the id of a figure that nobody has given. */
export interface Missing {
  key: string
  sentence: string
  asks: string
}

export interface Narrative {
  /** sections 一 to 十三, in order */
  sections: Section[]
  /** 概况: units and staff, to stand after the duties */
  overview: Section
  written: Written
  /** 尾差: printed once, below the sections */
  footnote: string
  /** figures of the narrative's own (`n…`), and of last year (`prior.…`) that it compares with */
  figures: Figure[]
  /** by the id of a change or completion that the words tell: which way they say it goes */
  directions: ReadonlyMap<string, Direction>
  /** § 六: the items that the sentences name */
  lists: { personnel?: readonly string[]; operating?: readonly string[] }
  /** § 五（三）: codes of the items that are explained */
  explained: readonly string[]
  /** § 十三 says that all projects were evaluated, which it says only where it is so */
  claimsAll: boolean
  /** 行政 and 参公 staff; undefined where nobody told */
  civilServants: number | undefined
  passages: Passage[]
  missing: Missing[]
}

/**
 * 决算情况说明. Sections 一 to 十三 sentence by sentence: every number in them is a figure, every word of direction is
 * decided by figures, and reasons that are due and not written are missing. Equal input makes equal sentences.
 * `figures`: those of the tables, of `particulars`, projects and score sheets, by id.
 */
export function narrativeOf(
  input: YearInput,
  figures: ReadonlyMap<string, Figure>,
  scores: readonly ScoreSheet[],
): Narrative {
  const scene = new Scene(input, figures)
  const first = overview(scene)
  const sections = [
    ...[overall, income, expenditure, grants, general, basic, official].map((section) => section(scene)),
    ...[funds, capital, running, procurement, assets].map((section) => section(scene)),
    evaluation(scene, scores),
  ]
  const written = writtenOf(scene.texts)
  const staff = civilServants(scene)
  return {
    sections,
    overview: first,
    written,
    footnote: forms.footnote,
    figures: [...scene.made],
    directions: scene.directions,
    lists: scene.lists,
    explained: scene.explained,
    claimsAll: scene.claimsAll,
    civilServants: staff === undefined ? undefined : Number(staff),
    passages: passagesOf([first, ...sections], written, (id) => scene.figure(id)),
    missing: [...[first, ...sections].flatMap(missingIn), ...missingWritten(written)],
  }
}

const gaps = (sentence: string, parts: readonly SentencePart[]): Missing[] =>
  parts.flatMap((part) =>
    'hand' in part && part.parts === null ? [{ key: part.hand, sentence, asks: part.asks }] : [],
  )

const missingIn = ({ paragraphs }: Section): Missing[] =>
  paragraphs.flatMap(({ sentences }) => sentences.flatMap(({ id, parts }) => gaps(id, parts)))

/** Lines that were begun: the other cells of key work, the explanation of a term; and that there are any at all. */
function missingWritten({ duties, work, definitions }: Written): Missing[] {
  const parts = [
    ...duties,
    ...work.flatMap(({ item, target, result }) => [item, target, result]),
    ...definitions.map(({ text }) => text),
  ]
  const none = [
    ...(duties.length === 0 ? [{ key: 'duty.1', sentence: 'duty', asks: '职责' }] : []),
    ...(work.length === 0 ? [{ key: 'work.1.item', sentence: 'work', asks: '重要事项' }] : []),
    ...(definitions.length === 0 ? [{ key: 'definition.1.term', sentence: 'definition', asks: '名词' }] : []),
  ]
  return [...none, ...parts.flatMap((of) => gaps('written', of))]
}
