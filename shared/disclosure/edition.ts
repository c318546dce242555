import * as z from 'zod'
import { AccountTable } from '#shared/accounts/table'
import { Section, SentencePart } from '#shared/accounts/narrative/section'
import { Finding, Outcome } from '#shared/base/check'
import { Figure } from '#shared/base/figure'
import { ScoreSheet } from '#shared/performance/score-sheet'

export const editionStates = [
  'submitted',
  'returned',
  'reviewed',
  'signed',
  'published',
  'withdrawal-requested',
  'withdrawn',
  'recorded',
] as const
export type EditionState = (typeof editionStates)[number]

/** One budget project's line on the page; each entry is the id of a figure. */
export const ProjectLine = z.object({
  project: z.string(),
  code: z.string(),
  name: z.string(),
  /** 支出类别; basic expenditure is shown by its two kinds, not by project */
  kind: z.string().optional(),
  original: z.string(),
  adjusted: z.string(),
  executed: z.string(),
  rate: z.string(),
})
export type ProjectLine = z.infer<typeof ProjectLine>

/** What people wrote, in pieces: words, and figures that stand in them by reference. */
const Written = z.array(SentencePart)

/** 概况、重点工作、名词解释: the parts of the document that people write. */
export const WrittenParts = z.object({
  duties: z.array(Written),
  work: z.array(z.object({ item: Written, target: Written, result: Written })),
  definitions: z.array(z.object({ term: z.string(), text: Written })),
})
export type WrittenParts = z.infer<typeof WrittenParts>

/**
 * What is approved: figures, texts, and the versions of template and renderer. Its hash is the SHA-256 of its canonical
 * JSON (RFC 8785). Number and date of the edition come from the edition's row and are no part of it.
 */
export const EditionContent = z.object({
  form: z.enum(['edition/1', 'edition/2']),
  kind: z.enum(['own', 'recorded']),
  demonstration: z.boolean(),
  year: z.int(),
  unit: z.object({ id: z.string(), name: z.string() }),
  title: z.string(),
  template: z.string(),
  renderer: z.string(),
  figures: z.array(Figure),
  projects: z.array(ProjectLine),
  /** ids of the figures shown first */
  headline: z.array(z.string()),
  /** recorded editions: the figures in the document's own order, by section */
  sections: z.array(z.object({ title: z.string(), figures: z.array(z.string()) })),
  source: z.string().optional(),
  /** since edition/2: the nine tables, the narrative, what people wrote, the score sheets, and how the checks came out */
  tables: z.array(AccountTable).default([]),
  /** 概况: units and staff, after the duties */
  overview: Section.optional(),
  narrative: z.array(Section).default([]),
  written: WrittenParts.optional(),
  /** 批复日期: when the finance office approved the accounts; disclosure is due twenty days later */
  approved: z.string().optional(),
  scores: z.array(ScoreSheet).default([]),
  findings: z.array(Finding).default([]),
  outcomes: z.array(Outcome).default([]),
})
export type EditionContent = z.infer<typeof EditionContent>

/** An edition as lists show it. `hash` is the content's; `rev` is the row's, needed for the next step. */
export const EditionLine = z.object({
  year: z.int(),
  unit: z.string(),
  unitName: z.string(),
  edition: z.int(),
  state: z.enum(editionStates),
  kind: z.enum(['own', 'recorded']),
  title: z.string(),
  rev: z.int(),
  hash: z.string(),
  editors: z.array(z.string()),
  /** names of the people whose accounts appear here */
  names: z.record(z.string(), z.string()).optional(),
  submittedBy: z.string().optional(),
  submittedAt: z.string().optional(),
  reviewedBy: z.string().optional(),
  reviewedAt: z.string().optional(),
  returnedBy: z.string().optional(),
  reason: z.string().optional(),
  signedBy: z.string().optional(),
  signedAt: z.string().optional(),
  publishAt: z.string().optional(),
  publishedAt: z.string().optional(),
  address: z.string().optional(),
  correction: z.string().optional(),
  source: z.string().optional(),
  withdrawalBy: z.string().optional(),
  withdrawnBy: z.string().optional(),
  withdrawnAt: z.string().optional(),
  files: z.array(z.object({ name: z.string(), bytes: z.int(), sha256: z.string() })).optional(),
})
export type EditionLine = z.infer<typeof EditionLine>
