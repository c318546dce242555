import { describe, expect, it } from 'vitest'
import { EditionContent } from '#shared/disclosure/edition'
import { recordedId, shownFigure } from '#shared/disclosure/shown'
import { walkOf, type DocumentWalk } from '#shared/disclosure/walk'
import { aRecordedContent } from '../../samples/contents.ts'

const content = aRecordedContent()
const lookup = (id: string) => content.figures.find((figure) => figure.id === id)

const documentOf = (id: string): DocumentWalk => {
  const figure = lookup(id)
  const walk = figure && walkOf(figure, lookup)
  if (walk?.kind !== 'document') throw new Error(`${id} is not read from a document`)
  return walk
}

describe('a recorded edition', () => {
  it('is labelled, has its source and stands in the document’s order by section', () => {
    expect(EditionContent.parse(content)).toEqual(content)
    expect(content).toMatchObject({ kind: 'recorded', source: '区政府门户网站', title: '2021年度部门决算' })
    expect(content.sections.map(({ title }) => title)).toEqual([
      '三、支出', '推算', '五、一般公共预算', '七、“三公”经费', '十一、采购', '四、重点工作',
    ]) // prettier-ignore
    expect(content.headline).toEqual(['expenditure.total', 'cases.received', 'threePublic.final'])
  })

  it('keeps every figure as it was printed', () => {
    const printed = content.figures.filter(({ id, from }) => recordedId(id) === undefined && 'document' in from)
    expect(printed.map(shownFigure)).toEqual([
      '1775.47', '145.17', '8.9%', '1710.65', '1639.76', '104.32%', '0', '0', '0%', '179.47', '65.80', '36.67%', '17万余',
    ]) // prettier-ignore
  })

  it('leads from 104.32% to 1710.65 and 1639.76', () => {
    const { again, place } = documentOf('gpb.class.science.completion')
    expect(place).toBe('第三部分 五（三）')
    expect(again?.over.map(({ shown }) => shown)).toEqual(['1710.65', '1639.76'])
    expect(again).toMatchObject({ name: 'rate', result: '104.32%', unrounded: '104.3232%', verdict: 'exact' })
  })

  it('works 8.9% out over the year before, which the document does not print', () => {
    const { again } = documentOf('total.growth')
    expect(again).toMatchObject({ result: '8.90%', unrounded: '8.9045%', verdict: 'exact' })
    const prior = lookup('prior.total')
    expect(prior).toMatchObject({ value: { fen: 1_630_300_000 }, place: '推算，原文未列' })
    expect(prior?.printed).toBeUndefined()
  })

  it('says that a last digit is within rounding, and that a rate of nothing is none', () => {
    expect(documentOf('procurement.share').again).toMatchObject({ result: '36.66%', verdict: 'rounding' })
    expect(documentOf('threePublic.completion').again).toMatchObject({ result: '—', verdict: 'fails' })
  })
})
