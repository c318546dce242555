import { seedRow, type SeedRow } from './seed.ts'

/** 职责 of the example centre. Invented, as everything of the example district. */
const duties = [
  '拟订全区网格化服务管理工作计划和管理制度，并组织实施。',
  '指导街道、社区划分和调整网格，督促网格员履行巡查、走访和信息采集职责。',
  '受理市民服务热线、留言板和街面巡查等渠道的诉求，按职责分派给责任单位，跟踪办理并回访。',
  '对责任单位办理诉求的时限和质量开展考核，按月通报。',
  '管理网格监督队伍，负责队员培训、排班和日常考核。',
  '运行和维护诉求受理平台及网格终端，保障数据安全。',
  '承担区综治中心日常工作，开展视频巡查和风险研判。',
  '汇总分析群众诉求，为区委、区政府决策提供参考。',
  '完成区委、区政府交办的其他任务。',
]

/** 重点工作 of the year: item, target, result. */
const work = [
  {
    item: '诉求受理办理',
    target: '诉求按时转办，当月未办结的逐件督办，群众满意情况逐月回访。',
    result:
      '平台全年不间断受理，转办时限由系统计时，超期件全部督办到责任单位；受理平台运行维护支出[[project.XM-02.executed]]。',
  },
  {
    item: '网格监督队伍建设',
    target: '队伍满员在岗，劳务报酬按月足额发放，岗位培训不断档。',
    result: '全年按月考核，缺岗当月补足；队伍工作经费支出[[project.XM-01.executed]]，执行率[[project.XM-01.rate]]。',
  },
  {
    item: '重点部位视频巡查',
    target: '重点部位按日巡查，发现的问题当日转办。',
    result: '按日形成巡查记录，按季形成研判报告，报送综治中心和相关街道。',
  },
] as const

/** 名词解释, in the order in which the document uses the words. */
const definitions: readonly (readonly [term: string, text: string])[] = [
  ['一般公共预算财政拨款收入', '本单位当年从同级财政取得的、由税收等一般公共预算收入安排的资金。'],
  ['政府性基金预算财政拨款收入', '本单位当年从同级财政取得的、由政府性基金安排并须专款专用的资金。'],
  ['国有资本经营预算财政拨款收入', '本单位当年从同级财政取得的、由国有资本收益安排的资金。'],
  ['其他收入', '财政拨款、上级补助、事业、经营和附属单位上缴以外的收入，主要是存款利息。'],
  ['年初结转和结余', '以前年度没有用完、按规定留到本年继续使用的资金，以及项目完成后剩下的资金。'],
  ['年末结转和结余', '本年没有用完、按规定留到以后年度继续使用或者另行处理的资金。'],
  ['结余分配', '事业单位按会计制度从当年结余中缴纳的税款和提取的专用结余等。'],
  ['基本支出', '维持单位运转、完成日常工作所必需的支出，分为人员经费和公用经费。'],
  ['项目支出', '基本支出以外，为完成某项具体任务或者事业目标而安排的支出。'],
  ['人员经费', '用于在职和离退休人员的工资、津贴补贴、社会保险、住房公积金和补助等支出。'],
  ['公用经费', '用于办公、邮电、差旅、维修、设备购置等日常运转的支出。'],
  ['科学技术支出（类）科技条件与服务（款）', '反映为网格化服务管理提供平台、数据和队伍保障的支出，其中机构运行记日常运转，科技条件专项记专项任务。'],
  ['社会保障和就业支出（类）', '反映单位按规定为职工缴纳的基本养老保险、职业年金和其他社会保险等支出。'],
  ['卫生健康支出（类）', '反映单位按规定为职工缴纳的基本医疗保险等支出。'],
  ['住房保障支出（类）', '反映单位按规定为职工缴存的住房公积金等支出。'],
  ['“三公”经费', '用一般公共预算财政拨款安排的因公出国（境）费、公务用车购置及运行费和公务接待费。'],
  ['机关运行经费', '行政单位和参照公务员法管理的事业单位为保障运转，用财政拨款购买货物和服务的支出。'],
  ['政府采购', '使用财政性资金，依法采购集中采购目录以内或者限额标准以上的货物、工程和服务的行为。'],
  ['预算绩效自评', '年度终了后，单位对照年初设定的绩效目标，自行评价预算执行和产出效果的工作。'],
] // prettier-ignore

/** 原因. Of every difference that the example year has. */
const reasons: Readonly<Record<string, string>> = {
  'n01.change': '网格监督队伍劳务标准调整，项目支出随之增加',
  'n04.change': '财政追加网格监督队伍经费',
  'n05.change': '网格监督队伍劳务标准调整，项目支出随之增加',
  'n07.change.total': '车辆维修次数变化，接待批次同步变化',
  'n05.2060501.completion': '年内人员变动，部分科目按实际支出列报',
  'n05.2060503.completion': '年内追加网格监督队伍经费',
  'n05.2080505.completion': '社会保险缴费基数年中核定',
  'n05.2080506.completion': '职业年金缴费基数年中核定',
  'n05.2089999.completion': '工伤和失业保险缴费基数年中核定',
  'n05.2101102.completion': '医疗保险缴费基数年中核定',
  'n05.2210201.completion': '住房公积金缴存基数年中核定',
  'n07.over.vehicles': '车辆维修从简，按实列支',
  'n07.over.running': '车辆维修从简，按实列支',
  'n07.over.reception': '从严控制接待范围和标准',
}

/** 主要成效, by the code of the project. */
const effects: Readonly<Record<string, string>> = {
  'XM-01': '队伍全年在岗，网格巡查每日到位',
  'XM-02': '诉求受理平台全年稳定运行',
  'XM-03': '网格终端和专线按合同到位',
  'XM-04': '重点部位按日巡查，风险按季研判',
  'XM-05': '网格员分期完成岗位培训',
}

const evaluation = {
  projects: '项目实施与年初绩效目标基本一致，预算执行总体正常',
  whole: '整体支出绩效目标基本实现，个别指标的完成情况还需提升',
  use: '自评结果报区财政部门，作为安排下一年度预算和调整项目内容的依据，并督促承担科室按期整改',
} as const

const text = (key: string, words: string): SeedRow => seedRow(key, { key, text: words })

const sections = (lines: readonly Readonly<Record<string, string>>[], group: string): SeedRow[] =>
  lines.flatMap((line, k) => Object.entries(line).map(([part, words]) => text(`${group}.${k + 1}.${part}`, words)))

/**
 * 文字 of the example centre's own year: duties, key work, definitions, and the reasons and effects that its figures ask
 * for. A project is named by its code here and by its row in the texts.
 */
export function textRows(projects: readonly SeedRow[]): SeedRow[] {
  const ids = new Map(projects.map(({ id, cells }) => [String(cells.code), id]))
  const named = (words: string): string =>
    words.replace(/\[\[project\.([A-Z]+-\d+)\./g, (_, code: string) => `[[project.${ids.get(code) ?? code}.`)
  return [
    ...duties.map((words, k) => text(`duty.${k + 1}`, words)),
    ...sections(work.map((line) => Object.fromEntries(Object.entries(line).map(([part, words]) => [part, named(words)]))), 'work'), // prettier-ignore
    ...sections(definitions.map(([term, words]) => ({ term, text: words })), 'definition'), // prettier-ignore
    ...Object.entries(reasons).map(([id, words]) => text(`reason.${id}`, words)),
    ...Object.entries(effects).flatMap(([code, words]) => {
      const id = ids.get(code)
      return id === undefined ? [] : [text(`effect.${id}`, words)]
    }),
    ...Object.entries(evaluation).map(([part, words]) => text(`evaluation.${part}`, words)),
  ]
}
