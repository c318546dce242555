import type { Figure } from '#shared/base/figure'
import type { AccountTable, TableColumn, TableRow, TableSide } from '#shared/accounts/table'
import type { Row } from '#shared/base/sheet'
import type { Subjects } from '#shared/accounts/workbook/rows'
import { subjectNames } from '#shared/accounts/workbook/subjects'

/** The nine tables of a made-up centre, small enough to be read at a glance, with every kind of cell. */
export interface SampleAccounts {
  tables: AccountTable[]
  figures: Map<string, Figure>
}

const functional: Readonly<Record<string, string>> = {
  206: '科学技术支出',
  20605: '科技条件与服务',
  2060501: '机构运行',
  2060503: '科技条件专项',
  208: '社会保障和就业支出',
  20805: '行政事业单位养老支出',
  2080505: '机关事业单位基本养老保险缴费支出',
  212: '城乡社区支出',
  21208: '国有土地使用权出让收入安排的支出',
  2120803: '城市建设支出',
  221: '住房保障支出',
  22102: '住房改革支出',
  2210201: '住房公积金',
}

const economic: Readonly<Record<string, string>> = {
  301: '工资福利支出',
  30101: '基本工资',
  30107: '绩效工资',
  302: '商品和服务支出',
  30201: '办公费',
  30226: '劳务费',
  303: '对个人和家庭的补助',
  30399: '其他对个人和家庭的补助',
  310: '资本性支出',
  31002: '办公设备购置',
}

const registerOf = (names: Readonly<Record<string, string>>): Row[] =>
  Object.entries(names).map(([code, name]) => ({
    id: `${code}.2007`,
    rev: 1,
    cells: { code, name, validFrom: '2007', validTo: null, superseded: code === '20805' ? '行政事业单位离退休' : null },
  }))

/** The registers that the sample's subjects come from. */
export const sampleRegisters = { functional: registerOf(functional), economic: registerOf(economic) }

export const sampleSubjects: Subjects = {
  functional: subjectNames(sampleRegisters.functional, 2025),
  economic: subjectNames(sampleRegisters.economic, 2025),
}

/** Items with their basic and project spending of the year in fen, by budget. */
const spent = {
  general: {
    2060501: [168_037_412, 0],
    2060503: [0, 1_542_620_000],
    2080505: [22_400_588, 0],
    2210201: [30_050_000, 0],
  },
  fund: { 2120803: [0, 5_000_001] },
} as const satisfies Record<string, Record<string, readonly [number, number]>>

const levelByDigits: Readonly<Record<number, number>> = { 3: 1, 5: 2, 7: 3 }

/** Sums of items by every code above them, and `total`. */
function tree(items: Readonly<Record<string, readonly number[]>>): Map<string, number[]> {
  const sums = new Map<string, number[]>()
  for (const [code, values] of Object.entries(items))
    for (const key of ['total', code.slice(0, 3), code.slice(0, 5), code])
      sums.set(
        key,
        values.map((value, i) => value + (sums.get(key)?.[i] ?? 0)),
      )
  return new Map(
    [...sums].sort(([one], [other]) => (one === 'total' ? -1 : other === 'total' ? 1 : one < other ? -1 : 1)),
  )
}

const column = (key: string, label: string, group?: string): TableColumn =>
  group === undefined ? { key, label } : { key, label, group }

/** Collects figures as the tables name them. */
class Book {
  readonly figures = new Map<string, Figure>()

  put(id: string, fen: number | undefined): string | null {
    if (fen === undefined) return null
    const from = { entered: { sheet: 'table-cells', row: id, column: 'amount', rev: 1 } }
    this.figures.set(id, { id, label: id, value: { fen }, shown: { unit: '万元', decimals: 2 }, from, year: 2025 })
    return id
  }

  line(key: string, label: string, cells: (string | null)[]): TableRow {
    const plain = { key, label, level: 0, cells }
    return /合计|总计/.test(label) ? { ...plain, strong: true } : plain
  }

  /** A coded side: 合计, then every class, section and item. */
  coded(table: string, columns: TableColumn[], rows: Map<string, Record<string, number | undefined>>): TableSide {
    const made = [...rows].map(([code, cells]): TableRow => {
      const ids = columns.map(({ key }) => this.put(`${table}.${code}.${key}`, cells[key]))
      if (code === 'total') return this.line('total', '合计', ids)
      return { key: code, code, label: functional[code] ?? '', level: levelByDigits[code.length] ?? 0, cells: ids }
    })
    return { key: 'all', coded: true, columns, rows: made }
  }
}

const add = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0)

/** The sample as it is. */
export function sampleAccounts(): SampleAccounts {
  const book = new Book()
  const [general, fund] = [tree(spent.general), tree(spent.fund)]
  const all = tree({ ...spent.general, ...spent.fund })
  const total = add(all.get('total') ?? [])
  const [grant, land] = [add(general.get('total') ?? []), add(fund.get('total') ?? [])]
  const opening = 1_204_056
  const bySpending = (sums: Map<string, number[]>, more: (values: number[]) => Record<string, number | undefined> = () => ({})) =>
    new Map([...sums].map(([code, [basic = 0, project = 0]]) => [code, { total: basic + project, basic: basic || undefined, project: project || undefined, ...more([basic, project]) }])) // prettier-ignore
  const three = [column('total', '合计'), column('basic', '基本支出'), column('project', '项目支出')]
  const tables: AccountTable[] = [
    table('01', '收入支出决算总表', [
      side(book, 't01.in', '收入', [
        ['general', '一、一般公共预算财政拨款收入', grant],
        ['fund', '二、政府性基金预算财政拨款收入', land],
        ['capital', '三、国有资本经营预算财政拨款收入', undefined],
        ['superior', '四、上级补助收入', undefined],
        ['business', '五、事业收入', undefined],
        ['operating', '六、经营收入', undefined],
        ['affiliated', '七、附属单位上缴收入', undefined],
        ['other', '八、其他收入', undefined],
        ['current', '本年收入合计', total],
        ['reserves', '使用非财政拨款结余', undefined],
        ['opening', '年初结转和结余', opening],
        ['total', '总计', total + opening],
      ]),
      side(book, 't01.out', '支出', [
        ...classes(all).map(([code, values]): Line => [code, functional[code] ?? '', add(values)]),
        ['current', '本年支出合计', total],
        ['distribution', '结余分配', undefined],
        ['closing', '年末结转和结余', opening],
        ['total', '总计', total + opening],
      ]),
    ]),
    table('02', '收入决算表', [
      book.coded(
        't02',
        [
          column('total', '本年收入合计'),
          column('fiscal', '财政拨款收入'),
          column('superior', '上级补助收入'),
          column('business', '事业收入'),
          column('operating', '经营收入'),
          column('affiliated', '附属单位上缴收入'),
          column('other', '其他收入'),
        ],
        new Map([...all].map(([code, values]) => [code, { total: add(values), fiscal: add(values) }])),
      ),
    ]),
    table('03', '支出决算表', [
      book.coded(
        't03',
        [
          column('total', '本年支出合计'),
          column('basic', '基本支出'),
          column('project', '项目支出'),
          column('upward', '上缴上级支出'),
          column('operating', '经营支出'),
          column('subsidy', '对附属单位补助支出'),
        ],
        bySpending(all),
      ),
    ]),
    table('04', '财政拨款收入支出决算总表', [
      side(book, 't04.in', '收入', [
        ['general', '一、一般公共预算财政拨款', grant],
        ['fund', '二、政府性基金预算财政拨款', land],
        ['capital', '三、国有资本经营预算财政拨款', undefined],
        ['current', '本年收入合计', total],
        ['opening', '年初财政拨款结转和结余', opening],
        ['opening.general', '一般公共预算财政拨款', opening],
        ['opening.fund', '政府性基金预算财政拨款', undefined],
        ['opening.capital', '国有资本经营预算财政拨款', undefined],
        ['total', '总计', total + opening],
      ]),
      byBudget(book, general, fund, opening),
    ]),
    table('05', '一般公共预算财政拨款支出决算表', [
      book.coded('t05', three.map((one) => ({ ...one, label: one.key === 'total' ? '小计' : one.label, group: '本年支出' })), bySpending(general)), // prettier-ignore
    ]),
    table('06', '一般公共预算财政拨款基本支出决算表', economicSides(book)),
    table('07', '“三公”经费支出决算表', [official(book)]),
    table('08', '政府性基金预算财政拨款收入支出决算表', [
      book.coded(
        't08',
        [
          column('opening', '年初结转和结余'),
          column('income', '本年收入'),
          column('total', '小计', '本年支出'),
          column('basic', '基本支出', '本年支出'),
          column('project', '项目支出', '本年支出'),
          column('closing', '年末结转和结余'),
        ],
        bySpending(fund, (values) => ({ income: add(values) })),
      ),
    ]),
    {
      ...table('09', '国有资本经营预算财政拨款支出决算表', [
        book.coded('t09', three, new Map([['total', { total: undefined, basic: undefined, project: undefined }]])),
      ]),
      empty: true,
      note: '本单位2025年度无国有资本经营预算财政拨款支出，本表无数据。',
    },
  ]
  return { tables, figures: book.figures }
}

type Line = readonly [key: string, label: string, fen: number | undefined]

const table = (no: AccountTable['no'], title: string, sides: TableSide[]): AccountTable => ({
  no,
  title,
  form: `公开${no}表`,
  sides,
  empty: false,
})

const classes = (sums: Map<string, number[]>): [string, number[]][] =>
  [...sums].filter(([code]) => /^\d{3}$/.test(code))

function side(book: Book, prefix: string, title: string, lines: Line[]): TableSide {
  const rows = lines.map(([key, label, fen], i) => ({
    ...book.line(key, label, [book.put(`${prefix}.${key}`, fen)]),
    line: i + 1,
  }))
  return { key: prefix.slice(4), title, coded: false, columns: [column('amount', '决算数')], rows }
}

function byBudget(book: Book, general: Map<string, number[]>, fund: Map<string, number[]>, opening: number): TableSide {
  const columns = [
    column('total', '合计'),
    column('general', '一般公共预算财政拨款'),
    column('fund', '政府性基金预算财政拨款'),
    column('capital', '国有资本经营预算财政拨款'),
  ]
  const row = (key: string, label: string, one: number, other: number): TableRow =>
    book.line(key, label, [
      book.put(`t04.out.${key}.total`, one + other),
      book.put(`t04.out.${key}.general`, one || undefined),
      book.put(`t04.out.${key}.fund`, other || undefined),
      null,
    ])
  const [grant, land] = [add(general.get('total') ?? []), add(fund.get('total') ?? [])]
  return {
    key: 'out',
    title: '支出',
    coded: false,
    columns,
    rows: [
      ...classes(general).map(([code, values]) => row(code, functional[code] ?? '', add(values), 0)),
      ...classes(fund).map(([code, values]) => row(code, functional[code] ?? '', 0, add(values))),
      row('current', '本年支出合计', grant, land),
      row('closing', '年末财政拨款结转和结余', opening, 0),
      row('total', '总计', grant + opening, land),
    ],
  }
}

function economicSides(book: Book): TableSide[] {
  const amounts: Record<string, number> = { 30101: 100_000_000, 30107: 90_037_412, 30399: 450_588, 30201: 25_000_000, 30226: 4_000_000, 31002: 1_000_000 } // prettier-ignore
  const of = (prefixes: string[]): number =>
    add(
      Object.entries(amounts).flatMap(([code, fen]) =>
        prefixes.some((prefix) => code.startsWith(prefix)) ? [fen] : [],
      ),
    )
  const coded = (prefixes: string[]): TableRow[] =>
    Object.entries(economic)
      .filter(([code]) => prefixes.some((prefix) => code.startsWith(prefix)))
      .map(([code, label]) => ({
        key: code,
        code,
        label,
        level: levelByDigits[code.length] ?? 0,
        cells: [book.put(`t06.${code}`, amounts[code] ?? of([code]))],
      }))
  const half = (key: string, title: string, prefixes: string[]): TableSide => ({
    key,
    title,
    coded: true,
    columns: [column('amount', '金额')],
    rows: [...coded(prefixes), book.line(key, `${title}合计`, [book.put(`t06.${key}`, of(prefixes))])],
  })
  return [half('personnel', '人员经费', ['301', '303']), half('operating', '公用经费', ['302', '310'])]
}

function official(book: Book): TableSide {
  const parts = [
    ['total', '合计', 1_000_000, 812_345],
    ['abroad', '因公出国（境）费', undefined, undefined],
    ['vehicles', '公务用车购置及运行费小计', 900_000, 812_345],
    ['purchase', '公务用车购置费', undefined, undefined],
    ['running', '公务用车运行费', 900_000, 812_345],
    ['reception', '公务接待费', 100_000, 0],
  ] as const
  const half = (key: 'budget' | 'final', group: string): TableColumn[] =>
    parts.map(([part, label]) => column(`${key}.${part}`, label, group))
  const cells = [
    ...parts.map(([part, , fen]) => book.put(`t07.budget.${part}`, fen)),
    ...parts.map(([part, , , fen]) => book.put(`t07.final.${part}`, fen)),
  ]
  return {
    key: 'all',
    coded: false,
    columns: [...half('budget', '预算数'), ...half('final', '决算数')],
    rows: [{ key: 'all', label: '', level: 0, cells }],
  }
}
