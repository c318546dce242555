import type { Figure } from '#shared/base/figure'
import type { SubjectNames } from '#shared/budget/subjects'
import type { ScoreSheet } from '#shared/performance/score-sheet'

/**
 * Ids of the figures of final accounts. The same number has the same id in every year and in every document, own or
 * foreign; what a document has not got has no figure.
 *
 * | Part | Ids |
 * |---|---|
 * | 公开01表 | `t01.in.LINE`: general, fund, capital (three grants), superior, business, operating, affiliated, other, current (本年收入合计), reserves (使用非财政拨款结余), opening (年初结转和结余), total · `t01.out.CLASS` (`206`), `t01.out.current`, `.distribution` (结余分配), `.closing`, `.total` |
 * | 公开02表 | `t02.CODE.COLUMN`, CODE a functional code or `total`: total, fiscal, superior, business, operating, affiliated, other |
 * | 公开03表 | `t03.CODE.COLUMN`: total, basic, project, upward (上缴上级), operating (经营), subsidy (对附属单位补助) |
 * | 公开04表 | `t04.in.LINE`: general, fund, capital, current, opening, opening.general, opening.fund, opening.capital, total · `t04.out.LINE.COLUMN`, LINE a class, current, closing or total: total, general, fund, capital |
 * | 公开05表 | `t05.CODE.COLUMN`: total, basic, project · beside it `original.CODE` 年初预算 and `completion.CODE` 完成率 |
 * | 公开06表 | `t06.CODE`, CODE an economic code (3 or 5 digits), `t06.personnel`, `t06.operating` |
 * | 公开07表 | `t07.budget.PART`, `t07.final.PART`: total, abroad, vehicles, purchase, running, reception |
 * | 公开08表 | `t08.CODE.COLUMN`: opening, income, total, basic, project, closing |
 * | 公开09表 | `t09.CODE.COLUMN`: total, basic, project |
 * | 上年 | `prior.ID`: the figure ID of last year's edition |
 * | 其他数据 | `x.KEY`, KEY of `particulars` |
 * | 说明 | `n01.total`, … `n13.share`: what the narrative prints (`narrative-figures.ts` lists them) |
 * | 预算项目 | `project.ID.original`, `.adjusted`, `.executed`, `.rate` |
 * | | over all of them `total.original`, `.adjusted`, `.executed`, `.rate` |
 * | 台账 | `entries.PROJECT.FUNCTIONAL.ECONOMIC` and `receipts.SOURCE.FUNCTIONAL`, sums over rows of the ledgers, each row in one of them; `project.ID.FUNCTIONAL` over the former |
 * | 台账数 | `ledger.ID`: what the ledger, or the cells below, give for a cell that was entered |
 * | 绩效 | `score.ID.…` |
 */
export type FigureId = string

/** 增减方向, as a sentence says it of two numbers: 增加、大于; 减少、小于; 持平、等于. */
export type Direction = 'up' | 'down' | 'level'

/** A text of the document, for what is checked of texts: residue of templates, units of numbers, years, names. */
export interface Passage {
  /** the section or sheet it stands in: `说明 五（三）` */
  where: string
  text: string
}

export const parts = ['overview', 'tables', 'narrative', 'keyWork', 'definitions', 'performance'] as const
export type Part = (typeof parts)[number]

/**
 * 决算报告. All that one disclosure says, own or foreign, in a form that checks can walk. Numbers are as printed
 * (`figure.printed`); a number that is not published has no figure, never one made up.
 */
export interface Statement {
  year: number
  unit: string
  /** parts that the document holds; `excerpt`: absence says nothing */
  parts: ReadonlySet<Part>
  excerpt: boolean
  figures: ReadonlyMap<FigureId, Figure>
  /** by the id of the narrative's change or comparison: what its words say of it */
  directions: ReadonlyMap<FigureId, Direction>
  /** names of functional and economic subjects as the document's tables print them, by code */
  names: ReadonlyMap<string, string>
  /** the year's list of subjects, as far as it is known: names of that year, and of any, by code */
  subjects: ReadonlyMap<string, SubjectNames>
  /** § 六: names of economic items in the sentence, where the document lists them */
  lists: { personnel?: readonly string[]; operating?: readonly string[] }
  /** § 五（三）: codes of the items (or classes) that are explained, once for each time */
  explained: readonly string[]
  /** § 十三: whether the text says that all projects were evaluated */
  claimsAll: boolean
  /** staff by the nature of their posts, where told: 机关运行经费 is for 行政 and 参公 units only */
  civilServants: number | undefined
  passages: readonly Passage[]
  scores: readonly ScoreSheet[]
  /** tables printed in full although they are empty, by number (`08`), and whether each has its note */
  empty: ReadonlyMap<string, { note: boolean }>
}
