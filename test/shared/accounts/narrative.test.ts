import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isFigureId } from '#shared/accounts/figure-ids'
import { forms } from '#shared/accounts/narrative/forms'
import type { Sentence, SentencePart } from '#shared/accounts/narrative/section'
import { particularList } from '#shared/accounts/particular-list'
import { recompute } from '#shared/base/formulas'
import { aNarrative, aScoreSheet, figuresIn, type ANarrative, type Told } from '#test/samples/narratives'

const amounts = [
  ...['t01.in.total', 't01.in.current', 't01.in.general', 't01.in.other', 't03.total.total', 't03.total.basic'],
  ...['t03.total.project', 't04.in.total', 't05.total.total', 't05.total.basic', 't05.total.project', 't05.206.total'],
  ...['t05.2060501.total', 't05.221.total', 't05.2210201.total', 'original.total', 'original.2060501'],
  ...['original.2210201', 't06.personnel', 't06.30101', 't06.operating', 't06.30201', 't07.budget.total'],
  ...['t07.final.total', 't07.budget.abroad', 't07.final.abroad', 't07.budget.vehicles', 't07.final.vehicles'],
  ...['t07.budget.running', 't07.final.running', 't07.final.reception', 't08.total.income', 't08.total.total'],
  ...['t08.229.total', 't09.total.total', 'project.a.adjusted', 'project.a.executed'],
  ...particularList.filter(({ of }) => of === 'amount').map(({ key }) => `x.${key}`),
]
const counts = particularList.filter(({ of }) => of === 'count').map(({ key }) => `x.${key}`)
const before = ['t01.in.total', 't04.in.total', 't05.total.total', 't07.final.total', 't07.final.abroad', 'n10.total']

/** Small amounts meet often, so that equal, nil and hardly different ones come up. */
const wan = fc.constantFrom('0', '0.30', '0.3000', '0.300049', '1', '1775.47', '-2', '33.01')
const someOf = <T>(ids: readonly string[], value: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> =>
  fc
    .tuple(
      ...ids.map((id) =>
        fc.option(
          value.map((one) => [id, one] as const),
          { nil: undefined, freq: 3 },
        ),
      ),
    )
    .map((pairs) => Object.fromEntries(pairs.filter((pair) => pair !== undefined)))

const anyYear: fc.Arbitrary<ANarrative> = fc.record({
  wan: someOf(amounts, wan),
  counts: someOf(counts, fc.nat(3)),
  prior: someOf(before, wan),
  scores: fc.constantFrom([], [aScoreSheet('a')], [aScoreSheet('a'), aScoreSheet('w', { whole: true })]),
})

const sentencesOf = ({ overview, sections }: Told): Sentence[] =>
  [overview, ...sections].flatMap(({ paragraphs }) => paragraphs.flatMap(({ sentences }) => sentences))
const partsOf = (told: Told): SentencePart[] => sentencesOf(told).flatMap(({ parts }) => parts)
const handsIn = (parts: readonly SentencePart[]) => parts.flatMap((part) => ('hand' in part ? [part] : []))
const reasonsIn = (told: Told): string[] => handsIn(partsOf(told)).flatMap(({ hand }) => hand.startsWith('reason.') ? [hand] : []) // prettier-ignore

describe('whatever the figures are', () => {
  it('no digit stands in the wording, only in figures and names', () => {
    const wordings = Object.entries(forms).filter(([, form]) => /[\p{Nd}%％]/u.test(form))
    expect(wordings).toEqual([])
    fc.assert(
      fc.property(anyYear, (given) => {
        const texts = partsOf(aNarrative(given)).flatMap((part) => ('text' in part ? [part.text] : []))
        expect(texts.filter((text) => /\p{Nd}/u.test(text))).toEqual([])
      }),
    )
  })

  it('every figure that a sentence prints exists, has a value and is recomputed from its own sources', () => {
    fc.assert(
      fc.property(anyYear, (given) => {
        const told = aNarrative(given)
        const all = new Map([...figuresIn(given), ...told.figures.map((one) => [one.id, one] as const)])
        for (const part of partsOf(told)) {
          const ids = 'figure' in part ? [part.figure] : 'word' in part ? part.over : []
          for (const id of ids) expect(all.get(id), id).toBeDefined()
        }
        const own = told.figures.filter(({ from }) => 'formula' in from)
        for (const figure of own)
          expect(
            recompute(figure, (id) => all.get(id)),
            figure.id,
          ).toEqual(figure.value)
        for (const { id, value } of own)
          if (value !== null && 'part' in value) expect(value.whole, id).toBeGreaterThan(0)
        expect(told.figures.filter(({ id }) => !isFigureId(id))).toEqual([])
      }),
    )
  })

  it('a reason is asked for in a sentence that tells of a difference, and never of two equal numbers', () => {
    const equal = new Set(['level', 'nil', 'unknown'])
    fc.assert(
      fc.property(anyYear, (given) => {
        for (const { id, form, parts } of sentencesOf(aNarrative(given))) {
          const asks = handsIn(parts).some(({ hand }) => hand.startsWith('reason.'))
          const variant = form.split('.').pop() ?? ''
          if (equal.has(variant)) expect(asks, id).toBe(false)
          if (variant === 'changed' || variant === 'new' || variant === 'unrated') expect(asks, id).toBe(true)
        }
      }),
    )
  })

  it('what nobody has written is missing by name, and what is written is not', () => {
    fc.assert(
      fc.property(anyYear, (given) => {
        const open = aNarrative(given)
        const keys = handsIn(partsOf(open)).flatMap(({ hand, parts }) => (parts === null ? [hand] : []))
        expect(new Set(open.missing.map(({ key }) => key))).toEqual(
          new Set([...keys, 'duty.1', 'work.1.item', 'definition.1.term']),
        )
        const texts = Object.fromEntries(reasonsIn(open).map((key) => [key, '预算追加']))
        const closed = aNarrative({ ...given, texts })
        expect(closed.missing.filter(({ key }) => key.startsWith('reason.'))).toEqual([])
        expect(closed.say('n01.change')).not.toContain('【原因】')
      }),
    )
  })

  it('equal input makes equal sentences', () => {
    fc.assert(
      fc.property(anyYear, (given) => {
        const [one, other] = [aNarrative(given), aNarrative(given)]
        expect(one.sections).toEqual(other.sections)
        expect(one.figures).toEqual(other.figures)
      }),
      { numRuns: 20 },
    )
  })
})

describe('what the words say of numbers', () => {
  const given: ANarrative = {
    wan: {
      't01.in.total': '1775.47',
      't05.total.total': '1775.47',
      't05.total.basic': '232.85',
      't05.2060501.total': '168.03',
      't05.2060503.total': '1542.62',
      't05.2210201.total': '33.01',
      'original.2060501': '168.03',
      'original.2060503': '1600',
      't06.30101': '100',
      't06.30113': '0',
      't06.personnel': '100',
      't07.budget.reception': '0.3',
      't07.budget.total': '0.3',
      't07.final.reception': '0',
      't07.final.total': '0',
    },
    counts: { 'x.staff.civil': 0 },
    prior: { 't01.in.total': '1630.30' },
  }
  const told = aNarrative(given)

  it('is kept by the id of the change or the completion', () => {
    expect(Object.fromEntries(told.directions)).toMatchObject({
      'n01.change': 'up',
      'n05.2060501.completion': 'level',
      'n05.2060503.completion': 'down',
      'n07.over.reception': 'down',
    })
    expect(told.directions.has('n05.change')).toBe(false)
  })

  it('explains every item once and names the economic items above zero', () => {
    expect(told.explained).toEqual(['2060501', '2060503', '2210201'])
    expect(told.lists.personnel).toEqual(['基本工资'])
    expect(told.civilServants).toBe(0)
  })

  it('stands in passages as readers have it, each with its place', () => {
    expect(told.passages).toContainEqual({
      where: '说明 一',
      text: '2021年度收入总计、支出总计均为1,775.47万元。收支总计比2020年度增加145.17万元，增长8.90%，主要是。',
    })
    expect(told.passages.map(({ where }) => where)).toContain('说明 五（三）')
  })
})

describe('what people write', () => {
  it('stands in the sentence in pieces, its references as figures', () => {
    const told = aNarrative({
      wan: { 't01.in.total': '2' },
      prior: { 't01.in.total': '1' },
      texts: { 'reason.n01.change': '增加的[[n01.change]]用于新设坐席' },
    })
    expect(told.say('n01.change')).toBe(
      '收支总计比2020年度增加1.00万元，增长100.00%，主要是增加的1.00万元用于新设坐席。',
    )
    const [hand] = handsIn(partsOf(told)).filter((part) => part.hand === 'reason.n01.change')
    expect(hand?.parts).toEqual([{ text: '增加的' }, { figure: 'n01.change' }, { text: '用于新设坐席' }])
  })

  it('ends with the stop of the sentence, not with its own', () => {
    const told = aNarrative({
      wan: { 't01.in.total': '2' },
      prior: { 't01.in.total': '1' },
      texts: { 'reason.n01.change': '预算追加。\n' },
    })
    expect(told.say('n01.change')).toMatch(/主要是预算追加。$/)
  })

  it('is not finished while it refers to a figure that this year has not got', () => {
    const told = aNarrative({
      wan: { 't01.in.total': '2' },
      prior: { 't01.in.total': '1' },
      texts: { 'reason.n01.change': '增加了[[t08.total.income]]' },
    })
    expect(told.missing.map(({ key }) => key)).toContain('reason.n01.change')
  })

  it('makes duties, key work and definitions in the order of their numbers', () => {
    const { written, missing } = aNarrative({
      texts: {
        'duty.10': '承办其他事项',
        'duty.2': '指导网格建设',
        'work.1.item': '受理诉求',
        'work.1.target': '按时转办',
        'definition.1.term': '基本支出',
        'definition.1.text': '保障运转的支出',
      },
    })
    expect(written.duties.map(([part]) => part && 'hand' in part && part.hand)).toEqual(['duty.2', 'duty.10'])
    expect(written.definitions.map(({ term }) => term)).toEqual(['基本支出'])
    expect(missing.map(({ key }) => key)).toContain('work.1.result')
    expect(missing.map(({ key }) => key)).not.toContain('duty.1')
  })
})
