import type { kindOptions, levelOne, levelTwo } from '#shared/performance/levels'
import { chanceOf, ulid, type Chance } from './chance.ts'
import { seedRow, type SeedRow } from './seed.ts'

type ValueOf<Options extends readonly { value: string }[]> = Options[number]['value']

/** One indicator; `score` only where people judge. */
type Line = readonly [
  levelOne: ValueOf<typeof levelOne>,
  levelTwo: ValueOf<typeof levelTwo>,
  name: string,
  kind: ValueOf<typeof kindOptions>,
  target: string,
  actual: string,
  weight: string,
  more?: { score?: string; reason?: string; goal?: string },
]

interface ScorePlan {
  title: string
  /** the project's code; none: the whole unit */
  project?: string
  goal: string
  outputs: string
  problems: string
  deviation?: string
  improvement: string
  lines: readonly Line[]
}

const second = { goal: '年度绩效目标2' }

/** What the example centre says it reached. Names, targets and values are invented. */
const plans: readonly ScorePlan[] = [
  {
    title: '部门整体支出',
    goal: '诉求及时转办，按期办结；网格终端全部在线，平台全年平稳运行。',
    outputs: '全年受理的诉求全部转办到责任单位，网格终端覆盖全部网格，平台未发生停机。',
    problems: '个别责任单位反馈偏慢，回访覆盖面还可扩大。',
    deviation: '部分服务合同按实际工作量结算，年末有少量结余，已按规定收回。',
    improvement: '次年按月核对合同工作量，自评结果用于安排次年预算。',
    lines: [
      ['output', 'quantity', '开展网格巡查', 'positive', '≥12轮', '12轮', '10'],
      ['output', 'quality', '诉求准确派遣率', 'positive', '≥95%', '97.20%', '10'],
      ['output', 'timeliness', '监督员劳务发放及时性', 'qualitative', '及时', '及时', '10'],
      ['outcome', 'social', '对解决群众诉求产生持续影响', 'qualitative', '持续提升', '持续提升', '15'],
      ['satisfaction', 'served', '群众诉求满意率', 'positive', '≥90%', '93.40%', '15'],
      ['output', 'quantity', '在用网格终端', 'positive', '≥420台', '420台', '10', second],
      ['outcome', 'lasting', '保障受理平台持续运行', 'qualitative', '持续运行', '持续运行', '10', second],
    ],
  },
  {
    title: '网格监督队伍工作经费',
    project: 'XM-01',
    goal: '保障监督员和接线员队伍稳定，诉求处置有人巡、有人核。',
    outputs: '队伍全年在岗，按月考核，劳务报酬按期发放。',
    problems: '夏季高温时段人员轮换较多。',
    deviation: '人员中途离岗后未及时补足，少发的劳务报酬结余收回。',
    improvement: '建立候补名单，离岗当月补足。',
    lines: [
      ['output', 'quantity', '在岗监督员', 'positive', '≥150人', '147人', '15', { reason: '三人年中离岗，补招在年末完成' }],
      ['output', 'quality', '监督员月度考核', 'qualitative', '良好', '良好', '15'],
      ['output', 'timeliness', '劳务报酬发放及时性', 'qualitative', '及时', '及时', '10'],
      ['outcome', 'social', '街面问题主动发现能力', 'qualitative', '持续提升', '有所提升', '30', { score: '27.5', reason: '新聘监督员上半年处于带教期' }],
      ['satisfaction', 'served', '社区对监督员满意度', 'positive', '≥90%', '94.10%', '10'],
    ],
  },
  {
    title: '诉求受理平台运行维护',
    project: 'XM-02',
    goal: '受理平台全年平稳运行，数据安全。',
    outputs: '完成四次季度巡检和一次等级保护测评，平台未发生停机。',
    problems: '高峰时段检索偏慢。',
    improvement: '次年优化检索，自评结果用于运维商考核。',
    lines: [
      ['output', 'quantity', '季度巡检', 'pass', '=4次', '4次', '20'],
      ['output', 'timeliness', '故障修复用时', 'reverse', '≤4小时', '3.5小时', '20'],
      ['outcome', 'lasting', '平台持续正常运行', 'qualitative', '持续正常运行', '持续正常运行', '30'],
      ['satisfaction', 'served', '使用人员满意度', 'positive', '≥90%', '92.60%', '10'],
    ],
  },
  {
    title: '网格终端及专线租赁',
    project: 'XM-03',
    goal: '网格终端和专线覆盖全部网格，通信稳定。',
    outputs: '租用终端和专线按合同到位，全年没有服务投诉。',
    problems: '个别地下空间信号偏弱。',
    improvement: '次年在信号薄弱处加装室内覆盖。',
    lines: [
      ['output', 'quantity', '租用网格终端', 'positive', '≥420台', '420台', '20'],
      ['output', 'quality', '专线月度可用率', 'positive', '≥99.5%', '99.8%', '20'],
      ['outcome', 'social', '网格通信保障', 'qualitative', '持续保障', '持续保障', '30'],
      ['satisfaction', 'served', '终端和专线服务投诉', 'pass', '零投诉', '零投诉', '10'],
    ],
  },
  {
    title: '综治视频巡查与研判',
    project: 'XM-04',
    goal: '重点部位视频巡查到位，月度研判有用。',
    outputs: '全年按日巡查重点部位，每季报送研判报告。',
    problems: '研判报告对街道的针对性还不够。',
    deviation: '专家咨询改为线上进行，少支出的咨询费结余收回。',
    improvement: '研判报告按街道分册，结果报综治中心。',
    lines: [
      ['output', 'quantity', '研判报告', 'pass', '=4份', '4份', '15'],
      ['output', 'quantity', '视频巡查', 'positive', '≥2400小时', '2436小时', '15'],
      ['output', 'timeliness', '线索移交及时性', 'qualitative', '及时', '及时', '10'],
      ['outcome', 'social', '重点部位治安隐患', 'qualitative', '有效减少', '有效减少', '30'],
      ['satisfaction', 'served', '街道满意度', 'positive', '≥85%', '90.20%', '10'],
    ],
  },
  {
    title: '网格员培训与宣传',
    project: 'XM-05',
    goal: '网格员全员轮训，群众知晓诉求渠道。',
    outputs: '分期完成网格员岗位培训，进社区开展宣传。',
    problems: '部分街道培训时间与巡查冲突。',
    deviation: '宣传册改为电子版为主，印刷费结余收回。',
    improvement: '次年培训避开巡查时段，按季安排。',
    lines: [
      ['output', 'quantity', '培训网格员', 'positive', '≥400人次', '412人次', '20'],
      ['output', 'quality', '培训考试合格率', 'positive', '≥95%', '98%', '10'],
      ['output', 'cost', '人均培训成本', 'reverse', '≤300元', '285元', '10'],
      ['outcome', 'social', '群众对诉求渠道的知晓', 'qualitative', '明显提高', '明显提高', '30'],
      ['satisfaction', 'served', '参训人员满意度', 'positive', '≥90%', '95.00%', '10'],
    ],
  },
] // prettier-ignore

const executionWeight = '20'
const category = '部门预算项目'

/**
 * The score sheets of the example centre's year, one for the whole unit and one for each of its projects.
 * @param projects the year's projects, by whose codes the sheets name them
 */
export function scoreRows(
  projects: readonly SeedRow[],
  { year, seed }: { year: number; seed: number },
): { sheets: SeedRow[]; indicators: SeedRow[] } {
  const chance = chanceOf(seed * 10_000 + year + 5_000)
  const closed = Date.parse(`${year + 1}-01-31T00:00:00Z`)
  const made = plans.map((plan, k) => ({ plan, id: ulid(chance, closed + k), order: k + 1 }))
  return {
    sheets: made.map(({ plan, id, order }) => sheetRow(plan, { id, order }, projects)),
    indicators: made.flatMap(({ plan, id, order }) =>
      plan.lines.map((line, k) => lineRow(line, id, { chance, k, after: closed + order * 1_000 })),
    ),
  }
}

function sheetRow(
  plan: ScorePlan,
  { id, order }: { id: string; order: number },
  projects: readonly SeedRow[],
): SeedRow {
  const { title, goal, outputs, problems, deviation, improvement } = plan
  const project = projects.find(({ cells }) => plan.project !== undefined && cells.code === plan.project)?.id
  if (plan.project !== undefined && project === undefined) throw new Error(`No project ${plan.project} to be scored.`)
  const of = project === undefined ? { whole: true } : { project, category }
  return seedRow(id, { title, ...of, executionWeight, goal, outputs, problems, deviation, improvement, order })
}

function lineRow(line: Line, sheet: string, at: { chance: Chance; k: number; after: number }): SeedRow {
  const [levelOne, levelTwo, name, kind, target, actual, weight, { score, reason, goal } = {}] = line
  return seedRow(ulid(at.chance, at.after + at.k), {
    sheet,
    goal: goal ?? '年度绩效目标1',
    levelOne,
    levelTwo,
    name,
    kind,
    target,
    actual,
    weight,
    score,
    reason,
    order: at.k + 1,
  })
}
