import { readScaled } from '#shared/base/decimal'
import { meet } from '#shared/base/interval'
import type { Part } from '../statement.ts'
import { minus, signOf } from './bounds.ts'
import type { Check, DocumentMatter, Line, Result } from './check.ts'
import { residue, subjectNames, unitName, units, years } from './document-texts.ts'
import { found, held, plain, type Found } from './found.ts'
import { numberOf, printedOf, whereOf } from './told.ts'
import type { View } from './view.ts'
import { partNames, partsInOrder, tableNames } from './words.ts'

const matters: Record<DocumentMatter, (view: View) => Found[]> = {
  explained,
  names,
  nilExpenses,
  civilServants,
  allEvaluated,
  projectsNamed,
  projectsAgree,
  unitName,
  subjectNames,
  years,
  residue,
  units,
  parts,
  decimals,
  nilItems,
  goals,
}

/** What is checked of a document, not of single figures. */
export const documentResults = (check: Check, line: Extract<Line, { relation: 'document' }>, view: View): Result[] =>
  matters[line.what](view).map((found) => ({ check, rule: line.rule ?? check.rule, ...found }))

const positive = (id: string, view: View): boolean => {
  const bounds = view.bounds(id)
  return bounds !== undefined && signOf(bounds) > 0
}

const isNil = (id: string, view: View): boolean => {
  const bounds = view.bounds(id)
  return bounds !== undefined && signOf(bounds) === 0
}

/** 五（三）. An item is explained by its own code or, in older forms, by its class's. */
function explained(view: View): Found[] {
  const { explained: told } = view.statement
  const items = view.every('t05.{item}.total').flatMap(({ item = '' }) => item)
  if (told.length === 0 || items.length === 0) return []
  const due = items.filter((item) => positive(`t05.${item}.total`, view))
  const missing = due.filter((item) => !told.some((code) => item.startsWith(code)))
  const twice = [...new Set(told.filter((code, k) => told.indexOf(code) !== k))]
  const where = '说明 五（三）'
  const named = (codes: readonly string[]): string => codes.map((code) => nameOf(code, view)).join('、')
  const ids = (codes: readonly string[]): string[] => codes.map((code) => `t05.${code}.total`)
  return [
    ...due.filter((item) => !missing.includes(item)).map((item) => held(where, ids([item]))),
    ...listed(missing, { where, figures: ids(missing), recomputed: named(missing), told: `未说明${named(missing)}` }),
    ...listed(twice, { where, figures: ids(twice), printed: named(twice), told: `重复说明${named(twice)}` }),
  ]
}

const listed = (codes: readonly string[], more: Partial<Found> & Pick<Found, 'where'>): Found[] =>
  codes.length === 0 ? [] : [found('fails', more)]

const nameOf = (code: string, view: View): string => [code, view.statement.names.get(code)].filter(Boolean).join(' ')

const lists = [
  { key: 'personnel', where: '说明 六 人员经费所列', classes: ['301', '303'] },
  { key: 'operating', where: '说明 六 公用经费所列', classes: ['302', '307', '309', '310', '311', '312', '399'] },
] as const

/** 六. Names of the sentence against the names of 公开06表's lines that hold an amount. */
function names(view: View): Found[] {
  return lists.flatMap(({ key, where, classes }): Found[] => {
    const told = view.statement.lists[key]
    const lines = view
      .every('t06.{code}')
      .flatMap(({ code = '' }) => (code.length === 5 && classes.some((start) => code.startsWith(start)) ? code : []))
    if (!told || lines.length === 0) return []
    const inUse = lines.filter((code) => positive(`t06.${code}`, view))
    const due = new Map(inUse.map((code) => [plain(view.statement.names.get(code) ?? code), code]))
    const said = new Set(told.map(plain))
    const extra = told.filter((name) => !due.has(plain(name)))
    const missing = [...due].filter(([name]) => !said.has(name)).map(([, code]) => code)
    if (extra.length + missing.length === 0) return [held(where)]
    const lacking = missing.map((code) => view.statement.names.get(code) ?? code).join('、')
    const more = [extra.length > 0 ? `多列${extra.join('、')}` : '', lacking ? `漏列${lacking}` : '']
    return [
      found('fails', {
        where,
        figures: missing.map((code) => `t06.${code}`),
        printed: extra.join('、'),
        recomputed: lacking,
        told: more.filter(Boolean).join('，'),
      }),
    ]
  })
}

/** 七. Money in the sentence needs a table that is not empty. */
function nilExpenses(view: View): Found[] {
  const empty = view.statement.empty.has('07')
  const told = ['n07.final.total', 'n07.budget.total'].filter((id) => view.bounds(id) !== undefined)
  if (!empty || told.length === 0) return []
  const spent = told.filter((id) => positive(id, view))
  const [first] = spent
  if (first === undefined) return [held('说明 七', told)]
  return [
    found('fails', {
      where: whereOf(first, view),
      figures: spent,
      printed: printedOf(first, view),
      recomputed: '空表',
      told: `${whereOf(first, view)}为${printedOf(first, view)}，表07为空表`,
    }),
  ]
}

/** 十. Running costs of an agency are those of administrative units and units managed like civil servants. */
function civilServants(view: View): Found[] {
  const { civilServants: staff } = view.statement
  const amount = view.bounds('n10.total')
  if (staff === undefined || !amount || signOf(amount) <= 0) return []
  const where = whereOf('n10.total', view)
  if (staff > 0) return [onlyCivil(view) ? sameAsOperating(view) : held(where, ['n10.total'])]
  const printed = printedOf('n10.total', view)
  const told = `行政和参公人员0人，却列报${printed}`
  return [found('fails', { where, figures: ['n10.total'], printed, told })]
}

/** Every unit is an administrative one or managed like civil servants, as the overview tells. */
const onlyCivil = (view: View): boolean =>
  (positive('x.units.administrative', view) || positive('x.units.civil', view)) &&
  !positive('x.units.institution', view)

/** Running costs of such units are all of their 公用经费; what is more is told by the bound on them. */
function sameAsOperating(view: View): Found {
  const [own, all] = ['n10.total', 't06.operating'].map((id) => view.bounds(id))
  const where = whereOf('n10.total', view)
  const figures = ['n10.total', 't06.operating']
  if (!own || !all || signOf(minus(own, all)) >= 0 || meet(own, all)) return held(where, ['n10.total'])
  const [printed, recomputed] = figures.map((id) => printedOf(id, view))
  const told = `全为行政和参公单位，${where}为${printed ?? ''}，公用经费为${recomputed ?? ''}`
  return found('fails', { where, figures, printed: printed ?? '', recomputed: recomputed ?? '', told })
}

const projectMoney = ['n05.project', 't05.total.project', 'n03.project']

/** 十三. All projects were evaluated only where their money is all of the project expenditure. */
function allEvaluated(view: View): Found[] {
  const all = projectMoney.find((id) => view.bounds(id))
  const [part, whole] = [view.bounds('n13.amount'), all === undefined ? undefined : view.bounds(all)]
  if (!view.statement.claimsAll || !part || !whole || all === undefined) return []
  const left = minus(whole, part)
  const figures = ['n13.share', 'n13.amount', all].filter((id) => view.figure(id))
  const where = '说明 十三'
  if (signOf({ ...left, mid: left.low }) <= 0) return [held(where, figures)]
  const share = printedOf('n13.share', view)
  const told = `称全部项目自评，自评${printedOf('n13.amount', view)}，项目支出${printedOf(all, view)}，尚有${numberOf(left, all, view)}未列入`
  return [
    found('fails', { where, figures, printed: share || printedOf('n13.amount', view), recomputed: '100.00%', told }),
  ]
}

/** 五（三）. Where the text names projects, those with a score sheet of their own are among them. */
function projectsNamed(view: View): Found[] {
  const named = view.every('n05.project.{id}').map(({ id = '' }) => `n05.project.${id}`)
  const sheets = view.statement.scores.filter(({ whole, executed }) => !whole && view.bounds(executed))
  if (named.length === 0 || sheets.length === 0) return []
  const left = sheets.filter(
    ({ id, executed }) => !named.includes(`n05.project.${id}`) && !named.some((one) => sameNumber(one, executed, view)),
  )
  const total = view.total(['n05.project.{id}'])
  const all = projectMoney.find((id) => view.bounds(id))
  const money = all === undefined ? undefined : view.bounds(all)
  if (left.length === 0 || !total) return [held('说明 五（三）', named)]
  const rest = money && all !== undefined ? `，共${numberOf(minus(money, total.sum), all, view)}未点名` : ''
  return [
    found('style', {
      where: '说明 五（三）',
      figures: [...named, ...left.map(({ executed }) => executed)],
      printed: numberOf(total.sum, named[0] ?? '', view),
      recomputed: all === undefined ? '' : printedOf(all, view),
      told: `${left.map(({ title, executed }) => `${title}${printedOf(executed, view)}`).join('、')}有自评表而未点名${rest}`,
    }),
  ]
}

const sameNumber = (one: string, other: string, view: View): boolean => {
  const [a, b] = [view.bounds(one), view.bounds(other)]
  return a !== undefined && b !== undefined && signOf(minus(a, b)) === 0
}

/** 十三. A project's executed amount is the one of its score sheet. */
function projectsAgree(view: View): Found[] {
  return view.statement.scores.flatMap(({ id, executed }): Found[] => {
    const told = `n13.project.${id}.executed`
    if (!view.bounds(told) || !view.bounds(executed)) return []
    const [where, figures] = [whereOf(told, view), [told, executed]]
    if (sameNumber(told, executed, view)) return [held(where, figures)]
    const [printed, recomputed] = [printedOf(told, view), printedOf(executed, view)]
    return [found('fails', { where, figures, printed, recomputed, told: `说明为${printed}，自评表为${recomputed}` })]
  })
}

const tableNumbers = ['01', '02', '03', '04', '05', '06', '07', '08', '09'] as const

/** Parts and tables that are not there. Of an excerpt, absence says nothing. */
function parts(view: View): Found[] {
  const { excerpt, parts: there, empty, figures } = view.statement
  if (excerpt) return []
  const missing = partsInOrder.filter((part: Part) => !there.has(part))
  const tables = !there.has('tables')
    ? []
    : tableNumbers.filter((no) => !empty.has(no) && ![...figures.keys()].some((id) => id.startsWith(`t${no}.`)))
  const bare = [...empty].filter(([, { note }]) => !note).map(([no]) => no)
  const printedTables = (numbers: readonly string[]): string => numbers.map((no) => tableNames[`t${no}`]).join('、')
  return [
    ...partsInOrder.filter((part) => there.has(part)).map((part) => held(partNames[part])),
    ...missing.map((part) =>
      found('fails', { where: '全文', printed: '无', recomputed: partNames[part], told: `缺${partNames[part]}` }),
    ),
    ...(tables.length === 0
      ? []
      : [
          found('fails', {
            where: '决算表',
            printed: '无',
            recomputed: printedTables(tables),
            told: `缺${printedTables(tables)}`,
          }),
        ]),
    ...(bare.length === 0
      ? []
      : [
          found('style', {
            where: printedTables(bare),
            recomputed: '空表说明',
            told: `${printedTables(bare)}为空表，没有说明`,
          }),
        ]),
  ]
}

const isRateOfText = (id: string): boolean => /^n\d\d\./.test(id)

/** All printed rates of the narrative have two decimals; none and all may be printed as 0 and 100. */
function decimals(view: View): Found[] {
  const rates = [...view.statement.figures.values()].filter(
    ({ id, shown, printed }) => shown.unit === '%' && printed !== undefined && isRateOfText(id),
  )
  const odd = rates.filter(({ printed = '' }) => {
    const read = readScaled(printed)
    return read !== undefined && read.decimals !== 2 && !(read.decimals === 0 && [0n, 100n].includes(read.units))
  })
  const good = rates.filter((figure) => !odd.includes(figure)).map(({ id }) => held(whereOf(id, view), [id]))
  if (odd.length === 0) return good
  const places = [...new Set(odd.map(({ id }) => whereOf(id, view).split(' ').slice(0, 2).join(' ')))]
  const all = [...new Set(odd.map(({ id }) => printedOf(id, view)))]
  const told = `${all.join('、')}不是两位小数`
  return [
    ...good,
    found('style', { where: places.join('、'), figures: odd.map(({ id }) => id), printed: all.join('、'), told }),
  ]
}

/** 二、三. Sources and kinds of nothing are left out of the sentence. */
function nilItems(view: View): Found[] {
  const items = ['n02.{source}', 'n03.{nature}'].flatMap((form) => view.fitting(form))
  return items.map((id) => {
    const where = whereOf(id, view)
    if (!isNil(id, view)) return held(where, [id])
    return found('style', { where, figures: [id], printed: printedOf(id, view), told: `${where}为0` })
  })
}

/** 年度总体目标. Where a form asks for a goal in words, one stands; forms without that line have none. */
function goals(view: View): Found[] {
  return view.statement.scores.flatMap(({ id, title, goalText }): Found[] => {
    const where = `${title} 年度总体目标`
    if (goalText === undefined) return []
    if (goalText !== '') return [held(where, [`score.${id}.goal`])]
    const told = `${title}没有以文字写明的目标`
    return [found('fails', { where, figures: [`score.${id}.goal`], recomputed: '目标和完成情况的文字', told })]
  })
}
