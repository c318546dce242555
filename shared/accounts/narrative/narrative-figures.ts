/**
 * Ids of the figures that the narrative prints, each a figure of its own with a formula over the tables' figures.
 * A change (`change`, `over`) is printed without its sign, which the word beside it tells (`Statement.directions`, by
 * the id of the change, or by the id of the completion where only 大于、小于 stands).
 *
 * | § | Ids |
 * |---|---|
 * | 一 | `n01.total`, `.change`, `.growth`; documents that tell both sides apart: `n01.in`, `n01.in.change`, `n01.in.growth`, `n01.out`, … |
 * | 二 | `n02.total`; `n02.LINE`, `n02.LINE.share`, LINE as in `t01.in.LINE`, or fiscal for all grants together |
 * | 三 | `n03.total`; `n03.COLUMN`, `n03.COLUMN.share`, COLUMN as in 公开03表 |
 * | 四 | `n04.total`, `.change`, `.growth` |
 * | 五（一） | `n05.total`, `.share` (of 本年支出合计), `.change`, `.growth` |
 * | 五（二） | `n05.CODE.final`, `n05.CODE.share`, CODE a class |
 * | 五（三） | `n05.budget`, `n05.completion`, `n05.basic`, `n05.project`; `n05.CODE.budget`, `.final`, `.completion`, CODE a class or an item; projects that the text names: `n05.project.ID` |
 * | 六 | `n06.basic`, `n06.personnel`, `n06.operating` |
 * | 七 | `n07.budget.PART`, `n07.final.PART`, `n07.completion.PART`, `n07.share.PART`, `n07.over.PART` (比年初预算增减), `n07.change.PART`, `n07.growth.PART`, PART as in 公开07表; counts: `n07.groups`, `n07.travellers`, `n07.bought`, `n07.held`, `n07.receptions`, `n07.guests` |
 * | 十 | `n10.total`, `.change`, `.growth` |
 * | 十一 | `n11.total`; KIND goods, works, services: `n11.KIND`; `n11.sme`, `n11.sme.share`, `n11.micro`, `n11.micro.share`; `n11.KIND.sme`, `n11.KIND.sme.share` |
 * | 十二 | `n12.vehicles`, `n12.vehicles.USE`, `n12.equipment` |
 * | 十三 | `n13.projects`, `n13.amount`, `n13.share`; `n13.whole`; `n13.project.ID.budget`, `.executed`, `.rate` |
 */

/**
 * What each compared number of the narrative is held against last year: the change's id, this year's figure, and the
 * figure of last year's edition (`prior.ID`). The first pair whose figures are known counts.
 */
export const comparedWithLastYear = {
  'n01.change': { now: ['n01.total', 't01.in.total'], before: 'prior.t01.in.total' },
  'n01.in.change': { now: ['n01.in', 't01.in.total'], before: 'prior.t01.in.total' },
  'n01.out.change': { now: ['n01.out', 't01.out.total'], before: 'prior.t01.out.total' },
  'n04.change': { now: ['n04.total', 't04.in.total'], before: 'prior.t04.in.total' },
  'n05.change': { now: ['n05.total', 't05.total.total'], before: 'prior.t05.total.total' },
  'n07.change.total': { now: ['n07.final.total', 't07.final.total'], before: 'prior.t07.final.total' },
  'n07.change.abroad': { now: ['n07.final.abroad', 't07.final.abroad'], before: 'prior.t07.final.abroad' },
  'n07.change.vehicles': { now: ['n07.final.vehicles', 't07.final.vehicles'], before: 'prior.t07.final.vehicles' },
  'n07.change.purchase': { now: ['n07.final.purchase', 't07.final.purchase'], before: 'prior.t07.final.purchase' },
  'n07.change.running': { now: ['n07.final.running', 't07.final.running'], before: 'prior.t07.final.running' },
  'n07.change.reception': { now: ['n07.final.reception', 't07.final.reception'], before: 'prior.t07.final.reception' },
  'n10.change': { now: ['n10.total'], before: 'prior.n10.total' },
} as const
