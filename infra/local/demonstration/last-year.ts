import { seedRow, type SeedRow } from './seed.ts'

/** A figure in 万元, what it is called, and the figures that it is the sum of. */
type Line = readonly [key: string, label: string, value: string, over?: readonly string[]]

/** 上年决算 of the example centre, as it stood on paper. All amounts are invented; every sum holds. */
const tables: Readonly<Record<string, readonly Line[]>> = {
  公开01表: [
    ['t01.in.general', '一般公共预算财政拨款收入', '1698.74'],
    ['t01.in.other', '其他收入', '0.12'],
    ['t01.in.current', '本年收入合计', '1698.86', ['t01.in.general', 't01.in.other']],
    ['t01.in.opening', '年初结转和结余', '2.75'],
    ['t01.in.total', '收入总计', '1701.61', ['t01.in.current', 't01.in.opening']],
    ['t01.out.206', '科学技术支出', '1632.37'],
    ['t01.out.208', '社会保障和就业支出', '34.15'],
    ['t01.out.210', '卫生健康支出', '12.72'],
    ['t01.out.221', '住房保障支出', '19.05'],
    ['t01.out.current', '本年支出合计', '1698.29', ['t01.out.206', 't01.out.208', 't01.out.210', 't01.out.221']],
    ['t01.out.closing', '年末结转和结余', '3.32'],
    ['t01.out.total', '支出总计', '1701.61', ['t01.out.current', 't01.out.closing']],
  ],
  公开04表: [
    ['t04.in.general', '一般公共预算财政拨款', '1698.74'],
    ['t04.in.current', '本年收入合计', '1698.74', ['t04.in.general']],
    ['t04.in.opening.general', '年初一般公共预算财政拨款结转和结余', '2.75'],
    ['t04.in.opening', '年初财政拨款结转和结余', '2.75', ['t04.in.opening.general']],
    ['t04.in.total', '收入总计', '1701.49', ['t04.in.current', 't04.in.opening']],
    ['t04.out.current.general', '一般公共预算本年支出合计', '1698.29'],
    ['t04.out.current.total', '本年支出合计', '1698.29', ['t04.out.current.general']],
    ['t04.out.closing.general', '年末一般公共预算财政拨款结转和结余', '3.20'],
    ['t04.out.closing.total', '年末财政拨款结转和结余', '3.20', ['t04.out.closing.general']],
    ['t04.out.total.total', '支出总计', '1701.49', ['t04.out.current.total', 't04.out.closing.total']],
  ],
  公开05表: [
    ['t05.2060501.total', '机构运行', '158.42'],
    ['t05.2060503.total', '科技条件专项', '1473.95'],
    ['t05.2080505.total', '机关事业单位基本养老保险缴费支出', '21.36'],
    ['t05.2080506.total', '机关事业单位职业年金缴费支出', '10.68'],
    ['t05.2089999.total', '其他社会保障和就业支出', '2.11'],
    ['t05.2101102.total', '事业单位医疗', '12.72'],
    ['t05.2210201.total', '住房公积金', '19.05'],
    ['t05.total.basic', '基本支出', '224.34'],
    ['t05.total.project', '项目支出', '1473.95'],
    ['t05.total.total', '一般公共预算财政拨款支出合计', '1698.29', ['t05.total.basic', 't05.total.project']],
  ],
  公开06表: [
    ['t06.personnel', '人员经费', '212.48'],
    ['t06.operating', '公用经费', '11.86'],
  ],
  公开07表: [
    ['t07.budget.abroad', '因公出国（境）费预算数', '0.00'],
    ['t07.budget.purchase', '公务用车购置费预算数', '0.00'],
    ['t07.budget.running', '公务用车运行维护费预算数', '2.60'],
    ['t07.budget.vehicles', '公务用车预算数', '2.60', ['t07.budget.purchase', 't07.budget.running']],
    ['t07.budget.reception', '公务接待费预算数', '0.50'],
    ['t07.budget.total', '“三公”经费预算数', '3.10', ['t07.budget.abroad', 't07.budget.vehicles', 't07.budget.reception']],
    ['t07.final.abroad', '因公出国（境）费决算数', '0.00'],
    ['t07.final.purchase', '公务用车购置费决算数', '0.00'],
    ['t07.final.running', '公务用车运行维护费决算数', '2.31'],
    ['t07.final.vehicles', '公务用车决算数', '2.31', ['t07.final.purchase', 't07.final.running']],
    ['t07.final.reception', '公务接待费决算数', '0.42'],
    ['t07.final.total', '“三公”经费决算数', '2.73', ['t07.final.abroad', 't07.final.vehicles', 't07.final.reception']],
  ],
} // prettier-ignore

/** Where last year's accounts were taken from. */
export const lastYearSource = '示例数据：上年纸质决算报告（虚构）'

/** What was left at the end of last year of appropriations, in fen; it pays a part of this year. */
export const lastYearClosing = 32_000_00

/** Only a part of that report is taken over: what is not here says nothing of it. */
export const lastYearTexts = (): SeedRow[] => [seedRow('document.excerpt', { key: 'document.excerpt', text: '是' })]

/** 收录数据 of the year before the example centre's own: its figures under the ids of final accounts. */
export const lastYearRows = (year: number): SeedRow[] =>
  Object.entries(tables)
    .flatMap(([table, lines]) => lines.map((line) => ({ table, line })))
    .map(({ table, line: [key, label, value, over] }, k) =>
      seedRow(key, {
        key,
        label,
        code: /^t05\.(\d+)\./.exec(key)?.[1],
        value,
        unit: '万元',
        year: String(year),
        section: table,
        where: table,
        origin: 'printed',
        formula: over && 'sum',
        over: over?.join(', '),
        order: k + 1,
      }),
    )
