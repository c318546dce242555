import { priorFiguresOf } from '#shared/accounts/foreign/prior'
import { tablesOf, type YearTables } from '#shared/accounts/tables/tables'
import type { PriorEdition, YearInput } from '#shared/accounts/year'
import { parseAmount } from '#shared/base/amount'
import type { Figure } from '#shared/base/figure'
import { printValue } from '#shared/base/quantity'
import type { Cells, Row } from '#shared/base/sheet'
import type { Frame } from '#shared/disclosure/content'
import { recordedContent, type RecordedRows } from '#shared/disclosure/recorded'
import { demonstration, type Demonstration } from '../../infra/local/demonstration/district.ts'
import { registers } from '../../infra/local/demonstration/registers.ts'

/** What a project spends: kind and fund, then for each payment functional and economic code and the amount in 元. */
export interface AProject {
  kind?: string
  fund?: string
  functional?: string
  /** in 万元 */
  original?: string
  adjusted?: string
  spent?: readonly (readonly [functional: string, economic: string, yuan: string])[]
}

export interface ALedger {
  projects?: Readonly<Record<string, AProject>>
  /** source, functional code, amount in 元 */
  receipts?: readonly (readonly [source: string, functional: string, yuan: string])[]
  /** amounts in 万元 by cell, with the note that explains a difference */
  cells?: Readonly<Record<string, string | { wan: string; note: string }>>
  particulars?: Readonly<Record<string, Cells>>
  /** last year's amounts in 万元 by figure */
  prior?: Readonly<Record<string, string>>
  unit?: string
}

const year = 2021

const row = (id: string, cells: Cells): Row => ({ id, rev: 1, cells })
const numbered = (letter: string, n: number): string => `01HZZ${letter}${String(n).padStart(20, '0')}`
const fen = (text: string, unit: 'yuan' | 'wan'): number => parseAmount(text, unit) ?? 0

const [functional, economic] = registers().map(({ rows }) => rows.map((one) => ({ ...one, rev: 1 })))

/** The id that a subject's row has in 2021. */
function subject(rows: readonly Row[] = [], code: string): string {
  const valid = rows.find(({ cells }) => cells.code === code && Number(cells.validFrom) <= year && Number(cells.validTo ?? year) >= year) // prettier-ignore
  return valid?.id ?? `${code}.2007`
}

/** Last year's edition with these amounts in 万元. */
export const aPrior = (amounts: Readonly<Record<string, string>>): PriorEdition => ({
  year: year - 1,
  unit: 'centre',
  edition: 2,
  figures: new Map(
    Object.entries(amounts).map(([id, wan]): [string, Figure] => [
      id,
      {
        id,
        label: id,
        value: { fen: fen(wan, 'wan') },
        shown: { unit: '万元', decimals: 2 },
        from: { document: { title: '', place: '' } },
        year: year - 1,
        printed: wan,
      },
    ]),
  ),
})

/** The year 2021 of a unit from few words. */
export function aLedger({
  projects = {},
  receipts = [],
  cells = {},
  particulars = {},
  prior,
  unit,
}: ALedger): YearInput {
  const entries = Object.entries(projects).flatMap(([project, { spent = [] }]) =>
    spent.map(([code, kind, yuan]) => ({
      project,
      functional: subject(functional, code),
      economic: subject(economic, kind),
      amount: fen(yuan, 'yuan'),
      day: `${year}-03-15`,
    })),
  )
  return {
    year,
    unit: { id: unit ?? 'centre', name: '示例区社会管理网格化服务中心' },
    rows: {
      projects: Object.entries(projects).map(([id, project]) => projectRow(id, project)),
      entries: entries.map((one, k) => row(numbered('E', k), one)),
      receipts: receipts.map(([source, code, yuan], k) => row(numbered('R', k), { source, functional: subject(functional, code), amount: fen(yuan, 'yuan') })), // prettier-ignore
      cells: Object.entries(cells).map(([key, cell]) => {
        const { wan, note } = typeof cell === 'string' ? { wan: cell, note: null } : cell
        return row(key, { key, amount: fen(wan, 'wan'), origin: 'entered', note })
      }),
      particulars: Object.entries(particulars).map(([key, of]) => row(key, { key, ...of })),
      texts: [],
      scoreSheets: [],
      indicators: [],
    },
    registers: { functional: functional ?? [], economic: economic ?? [] },
    prior: prior && aPrior(prior),
  }
}

const projectRow = (
  id: string,
  { kind = 'project', fund, original, adjusted, functional: code = '2060503' }: AProject,
): Row =>
  row(id, {
    code: id,
    name: `项目${id}`,
    kind,
    functional: subject(functional, code),
    original: original === undefined ? null : fen(original, 'wan'),
    adjusted: adjusted === undefined ? null : fen(adjusted, 'wan'),
    fund: fund ?? null,
  })

/** The tables of such a year, with their figures at hand as they print; a blank cell is undefined. */
export interface Read extends YearTables {
  of: (id: string) => Figure | undefined
  print: (id: string) => string | undefined
}

export function readTables(input: YearInput): Read {
  const tables = tablesOf(input)
  const figures = new Map(tables.figures.map((figure) => [figure.id, figure]))
  return {
    ...tables,
    of: (id) => figures.get(id),
    print: (id) => {
      const figure = figures.get(id)
      return figure && printValue(figure.value, figure.shown)
    },
  }
}

export const read = (ledger: ALedger): Read => readTables(aLedger(ledger))

/** A year of so many entries over twelve projects of several kinds: what a large unit's ledger is like. */
export function aLargeYear(entries: number): YearInput {
  const kinds = ['personnel', 'operating', 'project', 'project']
  const items = ['2060501', '2060503', '2080505', '2101102', '2210201', '2120501']
  const spending: Readonly<Record<string, readonly string[]>> = {
    personnel: ['30101', '30102', '30107', '30108', '30302'],
    operating: ['30201', '30207', '30211', '30231', '31002'],
    project: ['30213', '30214', '30226', '30227', '30299'],
  }
  const projects = Object.fromEntries(
    Array.from({ length: 12 }, (_, k): [string, AProject] => {
      const kind = kinds[k % kinds.length] ?? 'project'
      const codes = spending[kind] ?? []
      const mine = Array.from({ length: Math.ceil((entries - k) / 12) }, (_, n) => {
        const yuan = `${1_000 + ((n * 7_919 + k * 104_729) % 90_000)}.${String((n * 31) % 100).padStart(2, '0')}`
        return [items[(n + k) % items.length] ?? '', codes[n % codes.length] ?? '', yuan] as const
      })
      return [`P${String(k).padStart(2, '0')}`, { kind, original: '900', adjusted: '1000', spent: mine }]
    }),
  )
  const receipts = items.flatMap((item) => Array.from({ length: 12 }, () => ['general', item, '3000000'] as const))
  return aLedger({ projects, receipts, cells: { 't07.budget.running': '5', 't07.budget.reception': '1' } })
}

/** The example district's own year, or its street's, with last year's recorded figures as the edition before. */
export function demonstrationYear(today: string, of: 'own' | 'street' = 'own'): YearInput {
  const made = demonstration({ today })
  const { unit, place } = made[of]
  const rows = (sheet: string): Row[] => rowsAt(made, sheet, place)
  return {
    year: made.own.year,
    unit: { id: unit, name: String(rowsAt(made, 'units', '').find(({ id }) => id === unit)?.cells.name) },
    rows: {
      projects: rows('projects'),
      entries: rows('entries'),
      receipts: rows('receipts'),
      cells: rows('table-cells'),
      particulars: rows('particulars'),
      texts: rows('texts'),
      scoreSheets: rows('score-sheets'),
      indicators: rows('indicators'),
    },
    registers: {
      functional: rowsAt(made, 'functional-subjects', ''),
      economic: rowsAt(made, 'economic-subjects', ''),
    },
    prior: of === 'own' ? lastYear(today) : undefined,
  }
}

const rowsAt = ({ sheets }: Demonstration, sheet: string, place: string): Row[] =>
  sheets
    .filter((one) => one.sheet === sheet && one.place === place)
    .flatMap(({ rows }) => rows.map((one) => ({ ...one, rev: 1 })))

/** What the example centre's recorded accounts of the year before are made from. */
export function demonstrationRecord(today: string): Frame & RecordedRows {
  const made = demonstration({ today })
  const { unit, year: before, place, source } = made.before
  return {
    year: before,
    unit: { id: unit, name: made.own.unitName },
    demonstration: true,
    renderer: 'test',
    rows: rowsAt(made, 'figures', place),
    texts: rowsAt(made, 'texts', place),
    source,
  }
}

function lastYear(today: string): PriorEdition {
  const content = recordedContent(demonstrationRecord(today))
  return { year: content.year, unit: content.unit.id, edition: 1, figures: priorFiguresOf(content) }
}
