import * as z from 'zod'

/** A piece of what people wrote: wording, or a figure that it refers to. */
export const Piece = z.union([z.object({ text: z.string() }), z.object({ figure: z.string() })])
export type Piece = z.infer<typeof Piece>

/**
 * A piece of a sentence. `text` is the form's own wording and holds no digit of a figure; `figure` prints that figure
 * with its unit; `word` is a word that figures decide (增加, 大于, 持平), with those figures; `hand` is what people wrote
 * under that key of the texts, in pieces of its own (null while it is missing); `name` is a name from the data.
 */
export const SentencePart = z.union([
  z.object({ text: z.string() }),
  z.object({ figure: z.string() }),
  z.object({ word: z.string(), over: z.array(z.string()) }),
  z.object({ name: z.string() }),
  z.object({
    hand: z.string(),
    /** what is asked for: 原因 and the like, for the screen */
    asks: z.string(),
    parts: z.array(Piece).nullable(),
  }),
])
export type SentencePart = z.infer<typeof SentencePart>

/** One sentence: the form it was made by and its parts. Where a `hand` part is null, the sentence is not finished. */
export const Sentence = z.object({ id: z.string(), form: z.string(), parts: z.array(SentencePart) })
export type Sentence = z.infer<typeof Sentence>

export const Paragraph = z.object({ id: z.string(), heading: z.string().optional(), sentences: z.array(Sentence) })
export type Paragraph = z.infer<typeof Paragraph>

/** 决算情况说明, one of sections 一 to 十三. */
export const Section = z.object({ no: z.string(), id: z.string(), title: z.string(), paragraphs: z.array(Paragraph) })
export type Section = z.infer<typeof Section>

/**
 * What people write beside the sentences: duties (概况), key work of the year as its three-column table, definitions; in
 * the order of their keys.
 */
export interface Written {
  duties: SentencePart[][]
  work: { item: SentencePart[]; target: SentencePart[]; result: SentencePart[] }[]
  definitions: { term: string; text: SentencePart[] }[]
}
