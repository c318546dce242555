import { describe, expect, it } from 'vitest'
import { texts } from '#shared/accounts/texts'
import { typedNumber } from '#shared/accounts/typed-numbers'
import { isFigureId } from '#shared/accounts/figure-ids'
import { reasonOf } from '#shared/words/refusals'

const found = (text: string) =>
  texts.rules?.({ id: 'reason.n01.change', rev: 1, cells: { key: 'reason.n01.change', text } }, { place: '2021/centre', find: () => undefined }) ?? [] // prettier-ignore

describe('a fact of a recorded document', () => {
  it('keeps its numbers, as it is told and never printed', () => {
    const key = 'document.explained'
    const row = { id: key, rev: 1, cells: { key, text: '206、208、210' } }
    expect(texts.rules?.(row, { place: '2021/recorded', find: () => undefined })).toEqual([])
  })
})

describe('a text of the accounts', () => {
  it.each([
    ['增加145.17万元', '145.17万元'],
    ['增长８.９％', '8.9%'],
    ['共受理17万余件', '17万余件'],
    ['新招录3人', '3人'],
    ['预算1,699.96', '1,699.96'],
    ['满意率达到 95.69 %', '95.69%'],
    ['由120增加到150', '120'],
    ['支出1775元', '1775元'],
    ['约三十万元', '三十万元'],
    ['满意率百分之九十五', '百分之九十五'],
    ['增加２０万', '20万'],
    ['3个月内办结', '3个月'],
    ['下降20个百分点', '20个百分点'],
    ['用[[n01.change]]换5台设备', '5台'],
    ['٣件', '٣'],
    ['更换设备2021台', '2021台'],
    ['共12345件', '12345件'],
  ])('refuses the typed number in %s and names it', (text, number) => {
    expect(typedNumber(text.replace(/\[\[.*?\]\]/, '◇'))?.replace(/\s/g, '')).toBe(number)
    expect(found(text).map(({ code }) => code)).toEqual(['text/typed-number'])
  })

  it.each([
    '2021年新招录在编人员',
    '2021年度预算追加',
    '2020-2021年分期付款',
    '截至2021年12月31日仍在建设',
    '6月起执行新标准',
    '1月1日至5日集中巡查',
    '受理12345热线转办诉求',
    '整合59712345专线，并入12345',
    '衔接12319数字化城管平台',
    '联动110指挥中心',
    '按财预〔2016〕143号文件公开',
    '建设5G专网',
    '执行GB/T 33358-2016',
    '第3季度调整基数',
    '“三公”经费从严管理',
    '1.加强管理；',
    '一是开展培训，二是规范流程',
    '增加的[[n01.change]]用于设备更新',
    '[[n01.change]]',
  ])('allows %s', (text) => {
    expect(found(text)).toEqual([])
  })

  it.each(['　 ', '。', '——', 'ㅤ'])('refuses a reason that says nothing', (text) => {
    expect(found(text).map(({ code }) => code)).toEqual(['text/no-words'])
  })

  it.each(['见[[t10.total]]', '见[[]]', '见[[t01.in.total', '见t01.in.total]]'])(
    'refuses a reference to no figure in %s',
    (text) => {
      expect(found(text).map(({ code }) => code)).toEqual(['text/unknown-figure'])
    },
  )

  it('says in both languages which number it is and how a figure gets in', () => {
    const [refused] = found('增加145.17万元')
    if (!refused) throw new Error('not refused')
    expect(reasonOf(refused)).toBe('“145.17万元”是手写的数。删去，输入/选要引用的数')
    expect(reasonOf(refused, 'en')).toContain('145.17万元')
    expect(reasonOf(refused, 'en')).toContain('type / to insert a figure')
  })
})

describe('a figure id', () => {
  it.each(['t01.in.total', 't01.out.206', 't02.2060501.fiscal', 't04.out.total.fund', 't06.30101', 't07.final.abroad', 'original.total', 'prior.n10.total', 'x.procurement.goods.sme', 'project.01HZZ0000000000000000000P1.rate', 'n05.2060501.completion', 'score.a.total'])('%s may exist', (id) => {
    expect(isFigureId(id)).toBe(true)
  }) // prettier-ignore
  it.each(['', 'prior.', 't01', 't01.in.2060501', 't10.total', 't05.206.fiscal', 'n14.total', 'total', 'constructor.name', 'n05'])('%s may not', (id) => {
    expect(isFigureId(id)).toBe(false)
  }) // prettier-ignore
})
