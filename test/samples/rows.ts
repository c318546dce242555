import type { Cells, Row, RowId, RuleContext, SheetName } from '#shared/base/sheet'

const row = (id: RowId, cells: Cells): Row => ({ id, rev: 1, cells })

/** 功能科目. Valid without end unless said otherwise. */
export const aFunctionalSubject = (over: Cells = {}): Row => {
  const cells: Cells = { code: '2060503', name: '科技条件专项', validFrom: '2007', ...over }
  return row(`${String(cells.code)}.${String(cells.validFrom)}`, cells)
}

/** 经济科目. */
export const anEconomicSubject = (over: Cells = {}): Row => {
  const cells: Cells = { code: '30226', name: '劳务费', validFrom: '2018', ...over }
  return row(`${String(cells.code)}.${String(cells.validFrom)}`, cells)
}

/** 预算项目: 1,341.40 万元 adjusted, as the brigade of the 2021 accounts. */
export const aProject = (over: Cells = {}, id = '01HZZ0000000000000000000P1'): Row =>
  row(id, {
    code: 'XM-01',
    name: '网格大队工作经费',
    kind: 'project',
    functional: '2060503.2007',
    original: 1_268_000_000,
    adjusted: 1_341_400_000,
    ...over,
  })

/** 台账. One payment of the sample project. */
export const anEntry = (over: Cells = {}, id = '01HZZ0000000000000000000E1'): Row =>
  row(id, {
    day: '2021-03-15',
    project: '01HZZ0000000000000000000P1',
    functional: '2060503.2007',
    economic: '30226.2018',
    amount: 1_083_600_00,
    payee: 'worker',
    memo: '3月监督员劳务',
    ...over,
  })

/** 责任单位. */
export const aUnit = (over: Cells = {}): Row => {
  const cells: Cells = { code: 'centre', name: '示例区社会管理网格化服务中心', kind: 'centre', ...over }
  return row(String(cells.code), cells)
}

/** 收录数据: the completion rate of science expenditure in 2021. */
export const aFigure = (over: Cells = {}): Row => {
  const cells: Cells = {
    key: 'gpb.class.science.completion',
    label: '科学技术支出 完成年初预算',
    value: '104.32',
    unit: '%',
    year: '2021',
    where: '第三部分 五（三）',
    origin: 'printed',
    formula: 'rate',
    over: 'gpb.class.science.final, gpb.class.science.budget',
    ...over,
  }
  return row(String(cells.key), cells)
}

/** What a rule may look at: the rows given, by sheet. */
export function aContext(rows: Partial<Record<SheetName, readonly Row[]>>, place = '2021/centre'): RuleContext {
  return { place, find: (sheet, id) => rows[sheet]?.find((found) => found.id === id) }
}
