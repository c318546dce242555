import { stringify } from 'csv-stringify/sync'
import type { EditionContent } from '#shared/disclosure/edition'
import type { Figure } from '#shared/base/figure'
import { printValue } from '#shared/base/quantity'
import { asText } from '#shared/base/text'
import { recordedId, recomputedId } from '#shared/disclosure/shown'
import { walkOf } from '#shared/disclosure/walk'
import { editionWords as words, verdictWords } from '#shared/words/edition'

/** A number as other programs read it: no thousands signs, a plain minus. */
interface Numeral {
  numeral: string
}

type Field = string | Numeral

/** UTF-8 with its mark, for spreadsheets; texts are quoted, so that codes keep their zeros where programs allow it. */
function tableOf(head: readonly string[], rows: readonly (readonly Field[])[]): string {
  const records = rows.map((row) => row.map((field) => (typeof field === 'string' ? asText(field) : field)))
  return stringify([head, ...records], {
    bom: true,
    record_delimiter: 'windows',
    quoted_string: true,
    cast: { object: (value) => ({ value: isNumeral(value) ? value.numeral : '', quoted: false }) },
  })
}

const isNumeral = (value: object): value is Numeral => 'numeral' in value

/** The edition's figures as one table: project lines of an own edition, all figures of a recorded one. */
export const figuresCsv = (content: EditionContent): { name: string; text: string } =>
  content.kind === 'own'
    ? { name: 'projects.csv', text: projectsTable(content) }
    : { name: 'figures.csv', text: figuresTable(content) }

const numberIn = (figure: Figure | undefined): Numeral => ({
  numeral: (figure && printValue(figure.value, figure.shown, true)) ?? '',
})

function projectsTable({ projects, figures, year, unit }: EditionContent): string {
  const byId = new Map(figures.map((figure) => [figure.id, figure]))
  const say = words.projects
  const wan = (label: string): string => `${label}（万元）`
  const amounts = [say.original, say.adjusted, say.executed].map(wan)
  const head = ['年度', words.lists.unit, '项目编码', '项目名称', ...amounts, `${say.rate}（%）`]
  const rows = projects.map(({ code, name, original, adjusted, executed, rate }) => [
    String(year),
    unit.name,
    code,
    name,
    ...[original, adjusted, executed, rate].map((id) => numberIn(byId.get(id))),
  ])
  return tableOf(head, rows)
}

function figuresTable({ figures, sections }: EditionContent): string {
  const byId = new Map(figures.map((figure) => [figure.id, figure]))
  const sectionOf = new Map(sections.flatMap(({ title, figures: ids }) => ids.map((id) => [id, title] as const)))
  const head = ['标识', '部分', words.sections.label, '科目编码', '年度', '单位', words.sections.printed, words.sections.again, words.sections.verdict, '原文位置'] // prettier-ignore
  const rows = figures
    .filter(({ id }) => recordedId(id) === undefined)
    .map((figure): Field[] => {
      const { id, label, code = '', year, shown, printed = '', place = '' } = figure
      const walk = walkOf(figure, (other) => byId.get(other))
      const verdict = walk?.kind === 'document' && walk.again ? verdictWords[walk.again.verdict].word : ''
      const own = printed === '' ? numberIn(figure) : printedField(printed)
      const again = numberIn(byId.get(recomputedId(id)))
      return [id, sectionOf.get(id) ?? '', label, code, String(year), shown.unit, own, again, verdict, place]
    })
  return tableOf(head, rows)
}

/** What the document printed: a number where it is one, else its words. */
const printedField = (printed: string): Field => (/^-?\d+(\.\d+)?$/.test(printed) ? { numeral: printed } : printed)
