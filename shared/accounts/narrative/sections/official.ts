import { joined } from '../form.ts'
import type { FormName } from '../forms.ts'
import { officialComparison, officialParts, overFigure, type OfficialPart } from '../narrative-figures.ts'
import { directionOf, type Scene } from '../scene.ts'
import type { Paragraph, Section, Sentence, SentencePart } from '../section.ts'
import { situationOf, told, wayOf, wayWords } from '../situation.ts'
import { comparedSentence } from './overall.ts'
import { sharesSentence } from './shares.ts'

type Part = (typeof officialParts)[number]

/** The three kinds that add up to the total; purchase and running are parts of vehicles. */
const kinds = officialParts.filter(({ key }) => key === 'abroad' || key === 'vehicles' || key === 'reception')

/** 七、“三公”经费: each part against its budget, the total and the kinds against last year, and the counts behind them. */
export function official(scene: Scene): Section {
  const nothing = scene.isNil('n07.budget.total') && scene.isNil('n07.final.total')
  const paragraphs: Paragraph[] = [
    { id: 'n07.1', heading: '（一）单位范围', sentences: [scene.sentence('n07.scope', 'official.scope')] },
    {
      id: 'n07.2',
      heading: '（二）“三公”经费支出决算总体情况',
      sentences: [total(scene, nothing), ...(nothing ? [] : shares(scene)), ...changes(scene)],
    },
    { id: 'n07.3', heading: '（三）“三公”经费支出决算具体情况', sentences: nothing ? held(scene) : [] },
    ...(nothing ? [] : parts(scene)),
  ]
  const isWanted = ({ id, sentences }: Paragraph): boolean => sentences.length > 0 || id === 'n07.3'
  return { no: '七', id: 'n07', title: '“三公”经费支出决算情况', paragraphs: paragraphs.filter(isWanted) }
}

function total(scene: Scene, nothing: boolean): Sentence {
  const id = 'n07.total'
  if (nothing) return scene.sentence(id, 'official.total.nil')
  const final = scene.shows('n07.final.total')
  if (scene.isNil('n07.budget.total')) return scene.sentence(id, 'official.total.unbudgeted', { final })
  const slots = { budget: scene.shows('n07.budget.total'), completion: scene.shows('n07.completion.total') }
  return scene.sentence(id, 'official.total', { ...slots, final })
}

const shares = (scene: Scene): Sentence[] =>
  sharesSentence(
    scene,
    'n07.shares',
    'official',
    kinds.map(({ key, label }) => ({
      name: { name: label },
      amount: `n07.final.${key}`,
      share: `n07.share.${key}`,
    })),
  )

const totalPart = officialParts[0]

/** Against last year: the total with its reason, then the kinds; kinds that were nil in both years are not listed. */
function changes(scene: Scene): Sentence[] {
  const whole = comparedSentence(scene, 'n07.change', 'official', officialComparison(totalPart))
  const list = kinds.flatMap((part) => change(scene, part))
  const told = whole.length > 0 && list.length > 0
  return told ? [...whole, scene.sentence('n07.changes', 'official.changes', { list: joined(list) })] : whole
}

function change(scene: Scene, part: Part): SentencePart[][] {
  const comparison = officialComparison(part)
  if (!scene.figure(comparison.now)) return []
  const { variant, slots } = scene.compare(comparison)
  if (variant === 'nil' || variant === 'unknown') return []
  return [scene.phrase(`official.change.${variant}`, { ...slots, part: { name: part.label } })]
}

/** One paragraph a part: numbered kinds, and within vehicles purchase and running in brackets. */
function parts(scene: Scene): Paragraph[] {
  const lines: readonly [part: OfficialPart, number: string, counts: (of: Scene) => Sentence[]][] = [
    ['abroad', '1. ', abroad],
    ['vehicles', '2. ', () => []],
    ['purchase', '（1）', bought],
    ['running', '（2）', held],
    ['reception', '3. ', receptions],
  ]
  return lines.flatMap(([key, number, counts]) => {
    const part = officialParts.find((one) => one.key === key)
    if (!part) return []
    const name = { name: number }
    return [{ id: `n07.3.${key}`, sentences: [...againstBudget(scene, part, name), ...counts(scene)] }]
  })
}

function againstBudget(scene: Scene, { key, label }: Part, n: SentencePart): Sentence[] {
  const [id, budget, final] = [`n07.${key}`, `n07.budget.${key}`, `n07.final.${key}`]
  const slots = { n, part: { name: label } }
  if (scene.isNil(budget) && scene.isNil(final)) return [scene.sentence(id, 'official.part.nil', slots)]
  const over = `n07.over.${key}`
  const because = scene.because(over, 'budget', [final, budget])
  const more = { ...slots, final: scene.shows(final), because }
  if (scene.isNil(budget)) return [scene.sentence(id, 'official.part.unbudgeted', more)]
  const situation = situationOf(scene.figure(final), scene.figure(budget))
  const truly = wayOf(scene.figure(final), scene.figure(budget))
  if (truly && truly !== 'level') scene.describe([overFigure(key, label, truly)])
  const { variant, way } = told[situation]
  if (situation !== 'unknown') scene.directions.set(over, directionOf(way))
  const changed = variant === 'changed'
  const form: FormName = changed ? 'official.part.changed' : 'official.part.level'
  const rest = {
    budget: scene.shows(budget),
    completion: scene.shows(`n07.completion.${key}`),
    moves: scene.word(wayWords[way].moves, [final, budget]),
    ...(changed ? { over: scene.shows(over) } : {}),
  }
  return [scene.sentence(id, form, { ...more, ...rest })]
}

/** A count is nil where it says so, or where nobody told it and no money was spent (checks 42, 43). */
const isNone = (scene: Scene, count: string, money: string): boolean =>
  scene.figure(count) ? scene.units(count) === 0n : scene.isNil(money)

function abroad(scene: Scene): Sentence[] {
  const id = 'n07.groups'
  if (isNone(scene, id, 'n07.final.abroad')) return [scene.sentence(id, 'official.abroad.nil')]
  return [scene.sentence(id, 'official.abroad', { groups: scene.shows(id), travellers: scene.shows('n07.travellers') })]
}

function bought(scene: Scene): Sentence[] {
  const id = 'n07.bought'
  if (isNone(scene, id, 'n07.final.purchase')) return [scene.sentence(id, 'official.bought.nil')]
  return [scene.sentence(id, 'official.bought', { bought: scene.shows(id) })]
}

/** How many vehicles are held does not follow from any amount: it must be told. */
function held(scene: Scene): Sentence[] {
  const id = 'n07.held'
  const end = scene.lastDay()
  if (scene.units(id) === 0n) return [scene.sentence(id, 'official.held.nil', { end })]
  return [scene.sentence(id, 'official.held', { end, held: scene.shows(id) })]
}

function receptions(scene: Scene): Sentence[] {
  return (['', 'foreign.'] as const).map((kind) => {
    const id = `n07.${kind}receptions`
    const form = kind === '' ? 'official.receptions' : 'official.foreign'
    if (isNone(scene, id, 'n07.final.reception')) return scene.sentence(id, `${form}.nil`)
    return scene.sentence(id, form, { receptions: scene.shows(id), guests: scene.shows(`n07.${kind}guests`) })
  })
}
