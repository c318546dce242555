import { joined } from '../form.ts'
import type { FormName } from '../forms.ts'
import { expenditureKinds, incomeSources } from '../narrative-figures.ts'
import type { Scene } from '../scene.ts'
import type { Section, Sentence, SentencePart } from '../section.ts'

/** A part of a whole: what it is called, its amount, its share. */
export interface Slice {
  name: SentencePart
  amount: string
  share: string
  /** what it was spent on, where the sentence says so */
  uses?: readonly SentencePart[]
}

/** An amount and its share; the amount alone where the whole is not above zero, so that a share has no value. */
function sliceParts(scene: Scene, { name, amount, share, uses = [] }: Slice): SentencePart[] {
  const slots = { name, amount: scene.shows(amount) }
  const part = scene.figure(share)
    ? scene.phrase('share', { ...slots, share: scene.shows(share) })
    : scene.phrase('share.bare', slots)
  return uses.length === 0 ? part : scene.phrase('structure.used', { part, names: uses })
}

/** The parts of a whole in one sentence: several, or all of it one. Nil parts are not listed; none: no sentence. */
export function sharesSentence(
  scene: Scene,
  id: string,
  base: 'income' | 'expenditure' | 'structure' | 'official',
  slices: readonly Slice[],
): Sentence[] {
  const present = slices.filter(({ amount }) => (scene.units(amount) ?? 0n) !== 0n)
  const parts = present.map((slice) => sliceParts(scene, slice))
  const [only] = parts
  if (!only) return []
  if (parts.length === 1) return [scene.sentence(id, `${base}.one`, { part: only })]
  return [scene.sentence(id, `${base}.several`, { list: joined(parts) })]
}

interface Whole {
  no: string
  id: string
  title: string
  base: 'income' | 'expenditure'
  parts: readonly { key: string; label: string }[]
}

/** 合计及其构成 (§§ 二, 三). */
function wholeSection(scene: Scene, { no, id, title, base, parts }: Whole): Section {
  const total = `${id}.total`
  const form: FormName = scene.isNil(total) ? `${base}.total.nil` : `${base}.total`
  const slices = parts.map(({ key, label }): Slice => {
    const amount = `${id}.${key}`
    return { name: { name: label }, amount, share: `${amount}.share` }
  })
  const sentences = [
    scene.sentence(total, form, { total: scene.shows(total) }),
    ...sharesSentence(scene, `${id}.parts`, base, slices),
  ]
  return { no, id, title, paragraphs: [{ id: `${id}.1`, sentences }] }
}

/** 二、收入决算情况 */
export const income = (scene: Scene): Section =>
  wholeSection(scene, { no: '二', id: 'n02', title: '收入决算情况', base: 'income', parts: incomeSources })

/** 三、支出决算情况 */
export const expenditure = (scene: Scene): Section =>
  wholeSection(scene, { no: '三', id: 'n03', title: '支出决算情况', base: 'expenditure', parts: expenditureKinds })
