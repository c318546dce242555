import { joined } from '../form.ts'
import { classFigures, comparisonOf, itemFigures, projectFigures } from '../narrative-figures.ts'
import { directionOf, type Scene } from '../scene.ts'
import type { Paragraph, Section, Sentence, SentencePart } from '../section.ts'
import { situationOf, told, wayWords } from '../situation.ts'
import { comparedSentence } from './overall.ts'
import { sharesSentence, type Slice } from './shares.ts'

const title = '一般公共预算财政拨款支出决算情况'

/** 五、一般公共预算财政拨款支出决算情况. Nothing but the nil sentence where nothing was spent and nothing budgeted. */
export function general(scene: Scene): Section {
  const nothing = scene.isNil('n05.total') && scene.isNil('n05.budget')
  const paragraphs = nothing ? [total(scene)] : [total(scene), structure(scene), ...budget(scene)]
  return { no: '五', id: 'n05', title, paragraphs: paragraphs.filter(({ sentences }) => sentences.length > 0) }
}

function total(scene: Scene): Paragraph {
  const nil = scene.isNil('n05.total')
  const first = nil
    ? scene.sentence('n05.total', 'general.total.nil')
    : scene.sentence('n05.total', 'general.total', { total: scene.shows('n05.total'), share: scene.shows('n05.share') })
  const comparison = comparisonOf('n05', '一般公共预算财政拨款支出', 'n05.total', 'prior.t05.total.total')
  const sentences = [first, ...comparedSentence(scene, 'n05.change', 'general', comparison)]
  return { id: 'n05.1', heading: '（一）支出决算总体情况', sentences }
}

const lastSegments = (ids: readonly string[]): string[] => ids.map((id) => id.split('.')[1] ?? '')

/** Names of the items of a class on which something was spent. */
export function usesOf(scene: Scene, table: 't05' | 't08' | 't09', code: string): SentencePart[] {
  const items = lastSegments(scene.ids(new RegExp(`^${table}\\.${code}\\d{4}\\.total$`)))
  const spent = items.filter((item) => (scene.units(`${table}.${item}.total`) ?? 0n) !== 0n)
  const names = new Map(spent.map((item) => [JSON.stringify(scene.functionalName(item)), scene.functionalName(item)]))
  return joined([...names.values()].map((name) => [name]), '、') // prettier-ignore
}

export function classSlices(scene: Scene, section: '05' | '08' | '09'): Slice[] {
  const codes = lastSegments(scene.ids(new RegExp(`^t${section}\\.\\d{3}\\.total$`)))
  return codes.map((code) => {
    const name = scene.functionalName(code)
    const specs = classFigures(section, code, 'name' in name ? name.name : code)
    scene.describe(specs)
    const [amount = '', share = ''] = specs.map(({ id }) => id)
    return { name, amount, share, uses: usesOf(scene, `t${section}`, code) }
  })
}

function structure(scene: Scene): Paragraph {
  const sentences = sharesSentence(scene, 'n05.classes', 'structure', classSlices(scene, '05'))
  return { id: 'n05.2', heading: '（二）支出决算结构情况', sentences }
}

/** 具体情况: budget and outturn as a whole, where project expenditure went, then item by item. */
function budget(scene: Scene): Paragraph[] {
  const whole = [budgetTotal(scene), ...kinds(scene), ...projects(scene)]
  return [
    { id: 'n05.3', heading: '（三）支出决算具体情况', sentences: whole },
    ...items(scene).map((sentence, k) => ({ id: `n05.3.${k + 1}`, sentences: [sentence] })),
  ]
}

function budgetTotal(scene: Scene): Sentence {
  const slots = { final: scene.shows('n05.total') }
  if (scene.isNil('n05.budget')) return scene.sentence('n05.budget', 'budget.total.unbudgeted', slots)
  const more = { budget: scene.shows('n05.budget'), completion: scene.shows('n05.completion') }
  return scene.sentence('n05.budget', 'budget.total', { ...slots, ...more })
}

function kinds(scene: Scene): Sentence[] {
  const present = (['basic', 'project'] as const).filter((key) => (scene.units(`n05.${key}`) ?? 0n) !== 0n)
  const labels = { basic: '基本支出', project: '项目支出' } as const
  const list = present.map((key) =>
    scene.phrase('share.bare', { name: { name: labels[key] }, amount: scene.shows(`n05.${key}`) }),
  )
  return list.length === 0 ? [] : [scene.sentence('n05.kinds', 'budget.kinds', { list: joined(list) })]
}

/** Every project that spent something, none left out, in the order of their codes. */
function projects(scene: Scene): Sentence[] {
  if (scene.isNil('n05.project')) return [scene.sentence('n05.projects', 'budget.projects.nil')]
  const rows = scene.input.rows.projects.filter(({ voided, cells }) => !voided && cells.kind === 'project')
  const spending = rows
    .filter(({ id }) => (scene.units(`project.${id}.executed`) ?? 0n) !== 0n)
    .sort((a, b) => (String(a.cells.code) < String(b.cells.code) ? -1 : 1))
  const list = spending.map(({ id, cells }) => {
    const name = String(cells.name)
    scene.describe(projectFigures(id, name))
    const effect = scene.texts.phrase(`effect.${id}`, '主要成效')
    return scene.phrase('budget.project', { name: { name }, amount: scene.shows(`n05.project.${id}`), effect })
  })
  return list.length === 0 ? [] : [scene.sentence('n05.projects', 'budget.projects', { list: joined(list) })]
}

/** Items with an outturn or a budget, by code: each is explained once (check 31). */
function items(scene: Scene): Sentence[] {
  const codes = [
    ...lastSegments(scene.ids(/^t05\.\d{7}\.total$/)).filter((code) => (scene.units(`t05.${code}.total`) ?? 0n) !== 0n),
    ...lastSegments(scene.ids(/^original\.\d{7}$/)).filter((code) => (scene.units(`original.${code}`) ?? 0n) > 0n),
  ]
  return [...new Set(codes)].sort().map((code, k) => item(scene, code, k + 1))
}

function item(scene: Scene, code: string, number: number): Sentence {
  const own = scene.functionalName(code)
  scene.describe(itemFigures(code, 'name' in own ? own.name : code))
  const [budgeted, final, completion] = [`n05.${code}.budget`, `n05.${code}.final`, `n05.${code}.completion`]
  scene.explained.push(code)
  const subject = scene.phrase('item.subject', {
    class: scene.functionalName(code.slice(0, 3)),
    section: scene.functionalName(code.slice(0, 5)),
    item: own,
  })
  const because = scene.because(completion, 'budget', [final, budgeted])
  const slots = { n: { name: `${number}. ` }, subject, because }
  if ((scene.units(budgeted) ?? 0n) <= 0n)
    return scene.sentence(`n05.${code}`, 'item.unbudgeted', { ...slots, final: scene.shows(final) })
  if (!scene.figure(final) && scene.isNil(final)) {
    scene.directions.set(completion, 'down')
    const unspent = { budget: scene.shows(budgeted), than: scene.word(wayWords.down.than, [budgeted]) }
    return scene.sentence(`n05.${code}`, 'item.unspent', { ...slots, ...unspent })
  }
  const situation = situationOf(scene.figure(final), scene.figure(budgeted))
  const { variant, way } = told[situation]
  if (situation !== 'unknown') scene.directions.set(completion, directionOf(way))
  return scene.sentence(`n05.${code}`, variant === 'changed' ? 'item.changed' : 'item.level', {
    ...slots,
    final: scene.shows(final),
    budget: scene.shows(budgeted),
    completion: scene.shows(completion),
    than: scene.word(wayWords[way].than, [final, budgeted]),
  })
}
