import type { Row } from '#shared/base/sheet'
import { ownContent, type Frame } from '#shared/disclosure/content'
import type { EditionContent, EditionLine } from '#shared/disclosure/edition'
import { recordedContent } from '#shared/disclosure/recorded'
import { aFigure, anEntry, aProject } from './rows.ts'

export const aFrame = (over: Partial<Frame> = {}): Frame => ({
  year: 2021,
  unit: { id: 'centre', name: '示例区社会管理网格化服务中心' },
  demonstration: true,
  renderer: 'test',
  ...over,
})

const ulid = (letter: string, n: number): string => `01HZZ${letter}${String(n).padStart(20, '0')}`

/** So many projects, each with some payments; amounts in fen that round to interesting rates. */
export function someRows(projects: number, entriesEach = 3): { projects: Row[]; entries: Row[] } {
  const made = Array.from({ length: projects }, (_, k) =>
    aProject(
      { code: `XM-${String(k + 1).padStart(3, '0')}`, name: `项目${k + 1}`, adjusted: 163_976_000_000 + k },
      ulid('P', k),
    ),
  )
  const entries = made.flatMap(({ id }, k) =>
    Array.from({ length: entriesEach }, (_, j) =>
      anEntry({ project: id, amount: 57_021_666_667 + k * 7 + j }, ulid('E', k * 1_000 + j)),
    ),
  )
  return { projects: made, entries }
}

export const anOwnContent = (projects = 3, over: Partial<Frame> = {}): EditionContent =>
  ownContent({ ...aFrame(over), ...someRows(projects) })

/** The science lines of the 2021 report, a growth that leans on a worked-out figure, and a rate of nothing. */
export const recordedRows = (): Row[] =>
  [
    {
      key: 'expenditure.total',
      label: '支出合计',
      value: '1775.47',
      unit: '万元',
      section: '三、支出',
      where: '三/三',
    },
    { key: 'total.change', label: '比上年增加', value: '145.17', unit: '万元', section: '三、支出', where: '三/一' },
    { key: 'prior.total', label: '上年支出合计', value: '1630.30', unit: '万元', origin: 'derived', formula: 'difference', over: 'expenditure.total, total.change', section: '推算' }, // prettier-ignore
    { key: 'total.growth', label: '增长', value: '8.9', unit: '%', formula: 'growth', over: 'expenditure.total, prior.total', section: '三、支出' }, // prettier-ignore
    { key: 'gpb.class.science.final', label: '科学技术支出 支出决算', value: '1710.65', unit: '万元', section: '五、一般公共预算', code: '206' }, // prettier-ignore
    { key: 'gpb.class.science.budget', label: '科学技术支出 年初预算', value: '1639.76', unit: '万元', section: '五、一般公共预算', code: '206' }, // prettier-ignore
    { section: '五、一般公共预算', code: '206' },
    { key: 'threePublic.final', label: '“三公”经费支出决算', value: '0', unit: '万元', section: '七、“三公”经费' },
    { key: 'threePublic.budget', label: '“三公”经费分项预算', value: '0', unit: '万元', section: '七、“三公”经费' },
    { key: 'threePublic.completion', label: '完成年初预算', value: '0', unit: '%', formula: 'rate', over: 'threePublic.final, threePublic.budget', section: '七、“三公”经费' }, // prettier-ignore
    { key: 'procurement.services', label: '服务采购', value: '179.47', unit: '万元', section: '十一、采购' },
    { key: 'procurement.services.sme', label: '其中：中小企业', value: '65.80', unit: '万元', section: '十一、采购' },
    { key: 'procurement.share', label: '中小企业占比', value: '36.67', unit: '%', formula: 'rate', over: 'procurement.services.sme, procurement.services', section: '十一、采购' }, // prettier-ignore
    { key: 'cases.received', label: '受理诉求', value: '17万余', unit: '件', section: '四、重点工作' },
  ].map((over, order) => {
    const own = 'key' in over ? { formula: null, over: null, code: null } : {}
    return aFigure({ ...own, ...over, order })
  })

export const aRecordedContent = (over: Partial<Frame> = {}): EditionContent =>
  recordedContent({ ...aFrame(over), rows: recordedRows(), source: '区政府门户网站' })

/** An edition's row as lists show it. */
export const aLine = (content: EditionContent, over: Partial<EditionLine> = {}): EditionLine => ({
  year: content.year,
  unit: content.unit.id,
  unitName: content.unit.name,
  edition: 1,
  state: content.kind === 'own' ? 'published' : 'recorded',
  kind: content.kind,
  title: content.title,
  rev: 4,
  hash: '4be190d75c28'.padEnd(64, '0'),
  editors: [],
  publishAt: '2026-10-11T17:30:00.000Z',
  ...over,
})
