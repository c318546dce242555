import { describe, expect, it } from 'vitest'
import { aNarrative, aScoreSheet, type ANarrative } from '#test/samples/narratives'

/** A situation, the sentence that tells it, and how it is told. */
type Situation = [name: string, given: ANarrative, sentence: string, wording: string]

const tabled = { 't01.in.total': '1775.47' }
const compared = (now: string, before?: string, texts: Record<string, string> = {}): ANarrative => ({
  wan: { 't01.in.total': now },
  ...(before === undefined ? {} : { prior: { 't01.in.total': before } }),
  texts,
})
const reason = { 'reason.n01.change': '新招录在编人员' }

const totals: Situation[] = [
  ['a total', compared('1775.47'), 'n01.total', '2021年度收入总计、支出总计均为1,775.47万元。'],
  ['no income and no expenditure', compared('0'), 'n01.total', '2021年度没有收入，也没有支出。'],
  ['no tables yet', {}, 'n01.total', '2021年度收入总计、支出总计均为【数据】。'],
  ['more than last year', compared('1775.47', '1630.30', reason), 'n01.change', '收支总计比2020年度增加145.17万元，增长8.90%，主要是新招录在编人员。'],
  ['less than last year, printed without a minus', compared('1630.30', '1775.47', reason), 'n01.change', '收支总计比2020年度减少145.17万元，下降8.18%，主要是新招录在编人员。'],
  ['a reason that nobody has written', compared('2', '1'), 'n01.change', '收支总计比2020年度增加1.00万元，增长100.00%，主要是【原因】。'],
  ['as much as last year', compared('1775.47', '1775.47'), 'n01.change', '收支总计与2020年度持平。'],
  ['a difference that does not print', compared('1775.4701', '1775.47'), 'n01.change', '收支总计与2020年度基本持平。'],
  ['nothing last year', compared('12', '0', reason), 'n01.change', '2020年度收支总计为零，本年增加12.00万元，增长率不可比，主要是新招录在编人员。'],
  ['below zero last year', compared('12', '-3', reason), 'n01.change', '收支总计比2020年度增加15.00万元，上年数小于零，增长率不可比，主要是新招录在编人员。'],
  ['nothing in both years', compared('0', '0'), 'n01.change', '2020年度同样没有收支。'],
  ['nothing left of last year', compared('0', '5', reason), 'n01.change', '收支总计比2020年度减少5.00万元，下降100.00%，主要是新招录在编人员。'],
  ['no edition of last year', compared('12'), 'n01.change', '2020年度没有公开可比的收支总计，不作同比。'],
  ['last year told in its narrative only', { wan: tabled, prior: { 'n01.total': '1775.47' } }, 'n01.change', '收支总计与2020年度持平。'],
] // prettier-ignore

const parts: Situation[] = [
  ['one source', { wan: { ...tabled, 't01.in.current': '10', 't01.in.general': '10' } }, 'n02.parts', '全部是财政拨款收入10.00万元，占100.00%。'],
  ['several sources, the nil ones left out', { wan: { ...tabled, 't01.in.current': '9', 't01.in.general': '6', 't01.in.business': '0', 't01.in.other': '3' } }, 'n02.parts', '其中：财政拨款收入6.00万元，占66.67%；其他收入3.00万元，占33.33%。'],
  ['no income', { wan: { ...tabled, 't01.in.current': '0' } }, 'n02.total', '2021年度没有收入。'],
  ['basic and project expenditure', { wan: { ...tabled, 't03.total.total': '1775.47', 't03.total.basic': '232.85', 't03.total.project': '1542.62' } }, 'n03.parts', '其中：基本支出232.85万元，占13.11%；项目支出1,542.62万元，占86.89%。'],
  ['project expenditure only', { wan: { ...tabled, 't03.total.total': '5', 't03.total.basic': '0', 't03.total.project': '5' } }, 'n03.parts', '全部是项目支出5.00万元，占100.00%。'],
  ['no expenditure', { wan: tabled }, 'n03.total', '2021年度没有支出。'],
  ['no appropriation', { wan: tabled }, 'n04.total', '2021年度没有财政拨款收入，也没有财政拨款支出。'],
] // prettier-ignore

const item = (final: string | undefined, budget: string | undefined): ANarrative => ({
  wan: {
    ...tabled,
    't05.total.total': '33',
    ...(final === undefined ? {} : { 't05.2210201.total': final }),
    ...(budget === undefined ? {} : { 'original.2210201': budget }),
  },
  texts: { 'reason.n05.2210201.completion': '缴存基数调整' },
})
const named = '1. 住房保障支出（类）住房改革支出（款）住房公积金（项）'

const general: Situation[] = [
  ['a share of all expenditure', { wan: { ...tabled, 't05.total.total': '1775.47', 't03.total.total': '1775.47' } }, 'n05.total', '2021年度一般公共预算财政拨款支出1,775.47万元，占本年支出合计的100.00%。'],
  ['no general budget', { wan: tabled }, 'n05.total', '2021年度没有一般公共预算财政拨款支出。'],
  ['classes with what they were spent on', { wan: { ...tabled, 't05.total.total': '4', 't05.206.total': '3', 't05.2060501.total': '1', 't05.2060503.total': '2', 't05.221.total': '1', 't05.2210201.total': '1' } }, 'n05.classes', '按支出功能分类：科学技术支出3.00万元，占75.00%（机构运行、科技条件专项）；住房保障支出1.00万元，占25.00%（住房公积金）。'],
  ['one class', { wan: { ...tabled, 't05.total.total': '3', 't05.221.total': '3', 't05.2210201.total': '3' } }, 'n05.classes', '按支出功能分类，全部是住房保障支出3.00万元，占100.00%（住房公积金）。'],
  ['completion of the budget', { wan: { ...tabled, 't05.total.total': '1775.47', 'original.total': '1699.96' } }, 'n05.budget', '2021年度一般公共预算财政拨款支出年初预算1,699.96万元，支出决算1,775.47万元，完成年初预算的104.44%。'],
  ['no original budget, so no completion', { wan: { ...tabled, 't05.total.total': '3', 'original.total': '0' } }, 'n05.budget', '2021年度年初没有安排一般公共预算财政拨款支出预算，支出决算3.00万元，没有可比的完成率。'],
  ['an item above its budget', item('33.01', '29.81'), 'n05.2210201', `${named}年初预算29.81万元，支出决算33.01万元，完成年初预算的110.73%，决算数大于年初预算数，主要是缴存基数调整。`],
  ['an item below its budget', item('29.81', '33.01'), 'n05.2210201', `${named}年初预算33.01万元，支出决算29.81万元，完成年初预算的90.31%，决算数小于年初预算数，主要是缴存基数调整。`],
  ['an item exactly as budgeted needs no reason', item('33.01', '33.01'), 'n05.2210201', `${named}年初预算33.01万元，支出决算33.01万元，完成年初预算的100.00%，决算数与年初预算数持平。`],
  ['an item without a budget', item('33.01', '0'), 'n05.2210201', `${named}年初没有安排预算，支出决算33.01万元，没有可比的完成率，主要是缴存基数调整。`],
  ['an item that nobody budgeted', item('33.01', undefined), 'n05.2210201', `${named}年初没有安排预算，支出决算33.01万元，没有可比的完成率，主要是缴存基数调整。`],
  ['an item of which 0.00 was spent', item('0', '2'), 'n05.2210201', `${named}年初预算2.00万元，支出决算0.00万元，完成年初预算的0.00%，决算数小于年初预算数，主要是缴存基数调整。`],
  ['an item that the table does not have', item(undefined, '2'), 'n05.2210201', `${named}年初预算2.00万元，本年没有支出，决算数小于年初预算数，主要是缴存基数调整。`],
  ['no project expenditure', { wan: { ...tabled, 't05.total.total': '3', 't05.total.basic': '3' } }, 'n05.projects', '本年没有项目支出。'],
  ['a project and what it achieved', { wan: { ...tabled, 't05.total.total': '3', 't05.total.project': '3', 'project.P1.executed': '3' }, projects: [{ id: 'P1', rev: 1, cells: { code: 'XM-1', name: '大队经费', kind: 'project' } }], texts: { 'effect.P1': '网格巡查每日到位' } }, 'n05.projects', '项目支出的去向：大队经费3.00万元，主要成效是网格巡查每日到位。'],
  ['names of the items in use only', { wan: { ...tabled, 't05.total.basic': '3', 't06.personnel': '2', 't06.30101': '1.5', 't06.30113': '0.5', 't06.operating': '1', 't06.30201': '0', 't06.31002': '1' } }, 'n06.operating', '公用经费1.00万元，开支的科目有：办公设备购置。'],
  ['no operating expenditure', { wan: { ...tabled, 't05.total.basic': '3', 't06.personnel': '3', 't06.30101': '3' } }, 'n06.operating', '没有公用经费。'],
  ['no basic expenditure', { wan: tabled }, 'n06.basic', '2021年度没有一般公共预算财政拨款基本支出。'],
] // prettier-ignore

const held = { 'x.vehicles.held': 0 }
const reception = (budget: string, final: string): ANarrative => ({
  wan: { ...tabled, 't07.budget.total': budget, 't07.final.total': final, 't07.budget.reception': budget, 't07.final.reception': final },
  counts: held,
  texts: { 'reason.n07.over.reception': '来访减少' },
}) // prettier-ignore

const official: Situation[] = [
  ['no official expenses', { wan: tabled, counts: held }, 'n07.total', '2021年度没有安排“三公”经费财政拨款预算，也没有“三公”经费支出。'],
  ['a budget of which nothing was spent', reception('0.30', '0'), 'n07.total', '2021年度“三公”经费财政拨款年初预算0.30万元，支出决算0.00万元，完成年初预算的0.00%。'],
  ['its part below the budget', reception('0.30', '0'), 'n07.reception', '3. 公务接待费年初预算0.30万元，支出决算0.00万元，完成年初预算的0.00%，比年初预算减少0.30万元，主要是来访减少。'],
  ['its part as budgeted', reception('0.30', '0.30'), 'n07.reception', '3. 公务接待费年初预算0.30万元，支出决算0.30万元，完成年初预算的100.00%，与年初预算持平。'],
  ['its part without a budget', reception('0', '0.30'), 'n07.reception', '3. 公务接待费年初没有安排预算，支出决算0.30万元，没有可比的完成率，主要是来访减少。'],
  ['a total without a budget', reception('0', '0.30'), 'n07.total', '2021年度年初没有安排“三公”经费财政拨款预算，支出决算0.30万元，没有可比的完成率。'],
  ['a part with neither budget nor expenditure', reception('0.30', '0'), 'n07.abroad', '1. 因公出国（境）费没有预算，也没有支出。'],
  ['one kind of official expenses', reception('0.30', '0.20'), 'n07.shares', '全部是公务接待费0.20万元，占100.00%。'],
  ['as nil as last year', { wan: { ...tabled, 't07.final.total': '0' }, prior: { 't07.final.total': '0' } }, 'n07.change', '2020年度同样没有“三公”经费支出。'],
  ['kinds that changed, those nil in both years left out', { wan: { ...tabled, 't07.final.total': '0.20', 't07.final.reception': '0.20', 't07.final.abroad': '0' }, prior: { 't07.final.total': '0.50', 't07.final.reception': '0.50', 't07.final.abroad': '0' } }, 'n07.changes', '其中：公务接待费减少0.30万元，下降60.00%。'],
  ['no vehicle held', { wan: tabled, counts: held }, 'n07.held', '截至2021年12月31日，没有由财政拨款负担费用的公务用车。'],
  ['vehicles held', { wan: tabled, counts: { 'x.vehicles.held': 2 } }, 'n07.held', '截至2021年12月31日，由财政拨款负担费用的公务用车保有量2辆。'],
  ['vehicles that nobody counted', { wan: tabled }, 'n07.held', '截至2021年12月31日，由财政拨款负担费用的公务用车保有量【数据】。'],
  ['receptions', { ...reception('1', '1'), counts: { ...held, 'x.reception.batches': 3, 'x.reception.guests': 21 } }, 'n07.receptions', '全年国内公务接待3个批次，接待21人次。'],
  ['no receptions', reception('0.30', '0'), 'n07.receptions', '全年没有国内公务接待。'],
] // prettier-ignore

const bought = (goods: string, sme: string): ANarrative => ({
  wan: { 'x.procurement.goods': goods, 'x.procurement.services': '3', 'x.procurement.goods.sme': sme, 'x.procurement.micro': '0' },
}) // prettier-ignore

const rest: Situation[] = [
  ['no fund budget', { wan: tabled }, 'n08.total', '2021年度没有政府性基金预算财政拨款收入，也没有政府性基金预算财政拨款支出。'],
  ['a fund budget', { wan: { ...tabled, 't08.total.opening': '0', 't08.total.income': '5', 't08.total.total': '5', 't08.total.project': '5', 't08.total.closing': '0' } }, 'n08.total', '2021年度政府性基金预算财政拨款的收支情况是：本年收入5.00万元；本年支出5.00万元；项目支出5.00万元。'],
  ['its class', { wan: { ...tabled, 't08.total.total': '5', 't08.229.total': '5', 't08.2296002.total': '5' } }, 'n08.classes', '按支出功能分类，全部是其他支出5.00万元，占100.00%（用于社会福利的彩票公益金支出）。'],
  ['no capital budget', { wan: tabled }, 'n09.total', '2021年度没有国有资本经营预算财政拨款支出。'],
  ['an institution without civil servants', { wan: tabled, counts: { 'x.staff.administrative': 0, 'x.staff.civil': 0 } }, 'n10.total', '示例中心没有行政编制人员，也没有参照公务员法管理的人员，不反映机关运行经费。'],
  ['an agency', { wan: { ...tabled, 't06.operating': '9.16' }, counts: { 'x.staff.civil': 14 } }, 'n10.total', '2021年度示例中心机关运行经费支出9.16万元。'],
  ['an agency without running costs', { wan: tabled, counts: { 'x.staff.civil': 14 } }, 'n10.total', '2021年度示例中心没有机关运行经费支出。'],
  ['staff that nobody told', { wan: tabled }, 'n10.total', '机关运行经费按人员性质确定，【人员数据】。'],
  ['running costs against last year’s', { wan: { ...tabled, 't06.operating': '9.16' }, prior: { 'n10.total': '5.79' }, counts: { 'x.staff.civil': 14 }, texts: { 'reason.n10.change': '办公设备更新' } }, 'n10.change', '机关运行经费比2020年度增加3.37万元，增长58.20%，主要是办公设备更新。'],
  ['procurement, nil kinds left out', { ...bought('0', '0') }, 'n11.total', '2021年度示例中心政府采购支出总额3.00万元，其中：服务支出3.00万元。'],
  ['no procurement', { wan: { 'x.procurement.goods': '0' } }, 'n11.total', '2021年度示例中心没有政府采购支出。'],
  ['contracts of small firms', bought('1', '1'), 'n11.sme', '授予中小企业的合同金额1.00万元，占政府采购支出总额的25.00%。'],
  ['no contract of a micro firm', bought('1', '1'), 'n11.micro', '其中，没有授予小微企业的合同。'],
  ['small firms by kind', bought('1', '1'), 'n11.kinds', '按采购种类：货物采购授予中小企业1.00万元，占货物支出的100.00%。'],
  ['no contract of a small firm', bought('1', '0'), 'n11.sme', '没有授予中小企业的合同。'],
  ['no vehicles', { counts: { 'x.assets.vehicles.other': 0 } }, 'n12.vehicles', '截至2021年12月31日，示例中心没有车辆。'],
  ['vehicles by use', { counts: { 'x.assets.vehicles.emergency': 1, 'x.assets.vehicles.other': 2 } }, 'n12.vehicles', '截至2021年12月31日，示例中心有车辆3辆，其中：应急保障用车1辆；其他用车2辆。'],
  ['no large equipment', { counts: { 'x.assets.equipment': 0 } }, 'n12.equipment', '没有单价100万元（含）以上的设备。'],
  ['no evaluation though there are projects', { wan: { ...tabled, 't05.total.project': '3' } }, 'n13.projects', '示例中心2021年度没有开展项目支出绩效自评。'],
  ['nothing to evaluate', { wan: tabled }, 'n13.projects', '示例中心2021年度没有项目支出，不涉及项目支出绩效自评。'],
  ['all projects evaluated', { wan: { ...tabled, 't05.total.project': '3', 'project.a.executed': '3' }, scores: [aScoreSheet('a')] }, 'n13.projects', '示例中心对2021年度全部项目支出开展绩效自评，涉及项目1个、资金3.00万元，占一般公共预算项目支出的100.00%。'],
  ['not all projects evaluated', { wan: { ...tabled, 't05.total.project': '1542.62', 'project.a.executed': '1327.79', 'project.b.executed': '175.80' }, scores: [aScoreSheet('a'), aScoreSheet('b')] }, 'n13.projects', '示例中心对2021年度项目支出开展绩效自评，涉及项目2个、资金1,503.59万元，占一般公共预算项目支出的97.47%。'],
  ['a project’s execution', { wan: { 'project.a.adjusted': '1341.40', 'project.a.executed': '1327.79' }, scores: [aScoreSheet('a')] }, 'n13.project.a', '1. 项目a：全年预算数1,341.40万元，执行数1,327.79万元，执行率98.99%。'],
  ['a project without a budget', { wan: { 'project.a.adjusted': '0', 'project.a.executed': '1' }, scores: [aScoreSheet('a')] }, 'n13.project.a', '1. 项目a：全年没有安排预算，执行数1.00万元，没有可比的执行率。'],
  ['units and staff', { counts: { 'x.units.institution': 1, 'x.staff.institution': 14, 'x.staff.civil': 0 } }, 'n00.staff', '截至2021年12月31日，示例中心在职人员14人，其中其他事业人员14人。'],
] // prettier-ignore

describe('the narrative of final accounts', () => {
  it.each([...totals, ...parts, ...general, ...official, ...rest])('tells %s', (_, given, sentence, wording) => {
    expect(aNarrative(given).say(sentence)).toBe(wording)
  })
})
