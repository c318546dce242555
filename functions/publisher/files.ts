import { editionFolder, toRoot, unitFolder } from '#shared/disclosure/addresses'
import { differencesOf } from '#shared/disclosure/differences'
import { EditionLine, type EditionContent } from '#shared/disclosure/edition'
import { factsOf } from '#shared/disclosure/facts'
import type { EditionPage, Links, Renderer } from '#shared/disclosure/page'
import { dayOfInstant } from '#shared/disclosure/shown'
import { sha256Of } from '#functions/store/editions-files'
import type { EditionRow } from '#functions/store/editions'
import { csvOf, workbookOf } from '#functions/workbook/write'
import { figuresCsv } from './table.ts'

/** One file of an edition's folder. */
export interface EditionFile {
  name: string
  type: string
  body: string | Uint8Array
  immutable?: boolean
}

/** What an edition is written from: its row, what was approved, all editions of the year, and what it corrects. */
export interface Edition {
  row: EditionRow
  content: EditionContent
  /** the content's canonical text, whose hash was approved */
  text: string
  editions: readonly EditionRow[]
  previous: EditionContent | undefined
}

/** The copy of the page for the unit's own address; the switch, and any later one back, puts these very bytes there. */
export const copyName = 'copy.html'

const html = 'text/html; charset=utf-8'
const json = 'application/json; charset=utf-8'
const csv = 'text/csv; charset=utf-8'
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Links of the page in the edition's folder, and of the copy one folder above. */
export function linksOf({ year, unit, edition }: EditionRow): { own: Links; copy: Links } {
  return {
    own: { folder: '', unit: '../', root: toRoot(editionFolder(year, unit, edition)) },
    copy: { folder: `${edition}/`, unit: '', root: toRoot(unitFolder(year, unit)) },
  }
}

/** The stylesheet and the checker, which every page of the edition needs. */
export const assetFiles = ({ assets: { style, checker } }: Renderer): EditionFile[] => [
  { name: style.name, type: 'text/css; charset=utf-8', body: style.text, immutable: true },
  { name: checker.name, type: 'text/javascript; charset=utf-8', body: checker.text, immutable: true },
]

export const assetNames = ({ assets }: Renderer) => ({ style: assets.style.name, checker: assets.checker.name })

/** The file's name, size and hash, as the edition's event keeps them. */
export const printOf = ({ name, body }: EditionFile) => ({
  name,
  bytes: Buffer.byteLength(body),
  sha256: sha256Of(body).hex,
})

/**
 * Every file of the edition's folder, in the order in which they are written: what the page needs and offers first, the
 * page itself last. All from the row and the approved content, so writing again writes the same bytes.
 */
export async function filesOf(edition: Edition, renderer: Renderer): Promise<EditionFile[]> {
  const { row, content, text } = edition
  const table = figuresCsv(content)
  const facts = factsOf(content, row, dayOfInstant(row.publishAt ?? row.at))
  const data = [
    { name: 'facts.json', type: json, body: `${JSON.stringify(facts)}\n` },
    ...(await tableFiles(content)),
    { name: table.name, type: csv, body: table.text },
    { name: 'content.json', type: json, body: text },
  ]
  const { own, copy } = linksOf(row)
  const page = pageOf(edition, data.map(printOf))
  const pages = [
    { name: copyName, type: html, body: renderer.renderEdition({ ...page, links: copy }, assetNames(renderer)) },
    { name: 'index.html', type: html, body: renderer.renderEdition({ ...page, links: own }, assetNames(renderer)) },
  ]
  return [...assetFiles(renderer), ...data, ...pages]
}

/** 九张决算表 in the legal form, as one workbook, and each as CSV; a recorded edition has no tables of its own. */
async function tableFiles({ tables, figures, year, unit }: EditionContent): Promise<EditionFile[]> {
  if (tables.length === 0) return []
  const byId = new Map(figures.map((figure) => [figure.id, figure]))
  const workbook = await workbookOf(tables, byId, { year, unit: unit.name })
  return [
    { name: 'tables.xlsx', type: xlsx, body: workbook },
    ...tables.map((table) => ({ name: `t${table.no}.csv`, type: csv, body: csvOf(table, byId) })),
  ]
}

function pageOf(
  { row, content, editions, previous }: Edition,
  files: EditionLine['files'],
): Omit<EditionPage, 'links'> {
  const listed = editions.filter(({ edition, publishAt }) => edition <= row.edition && publishAt !== undefined)
  return {
    content,
    line: EditionLine.parse({ ...row, files }),
    editions: listed,
    changes: previous ? differencesOf(previous, content) : [],
  }
}

/** What stands in each file of a withdrawn edition: a page, or as many words as the form allows. Assets stay. */
export function noticesOf(row: EditionRow, renderer: Renderer): EditionFile[] {
  const { own, copy } = linksOf(row)
  const notice = (links: Links): string => {
    const page = { line: EditionLine.parse(row), links, demonstration: row.demonstration }
    return renderer.renderWithdrawn(page, assetNames(renderer))
  }
  const { year, unit, edition, hash, reason, withdrawnAt } = row
  const told = `${JSON.stringify({ form: 'withdrawn/1', year, unit, edition, sha256: hash, reason, withdrawnAt })}\n`
  const data = (row.files ?? []).flatMap(({ name }): EditionFile[] => {
    if (name.endsWith('.json')) return [{ name, type: json, body: told }]
    if (name.endsWith('.csv')) return [{ name, type: csv, body: '\ufeff本版已撤回\r\n' }]
    return name.endsWith('.xlsx') ? [{ name, type: 'text/plain; charset=utf-8', body: '本版已撤回\n' }] : []
  })
  const pages = [
    { name: copyName, type: html, body: notice(copy) },
    { name: 'index.html', type: html, body: notice(own) },
  ]
  return [...assetFiles(renderer), ...data, ...pages]
}
