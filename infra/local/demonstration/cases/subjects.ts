import type { RequestType } from '#shared/cases/channels'

/** What people call about, with how often, when, and who answers for it. */
export interface CaseSubject {
  levels: readonly [string, string, string]
  weight: number
  /** units by code and weight; `street` is the one where it is */
  units: readonly (readonly [unit: string, weight: number])[]
  type: RequestType
  season: keyof typeof seasons
  /** of what comes in, how much comes between eight in the evening and two, in hundredths */
  night: number
  /** of a thousand, how many are urgent */
  urgent: number
  /** of a hundred, how many say what somebody said before */
  repeat: number
  /** what handling costs, in yuan, half of them more; 0: nothing */
  cost: number
}

/** How the months differ, January first, in tenths of an average month. */
export const seasons = {
  even: [10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10],
  summer: [6, 5, 7, 9, 12, 16, 18, 17, 13, 9, 7, 6],
  rain: [4, 4, 7, 10, 13, 21, 24, 16, 9, 6, 4, 4],
  winter: [20, 17, 9, 5, 4, 4, 6, 6, 5, 8, 16, 22],
  school: [5, 5, 9, 9, 12, 20, 22, 24, 14, 6, 5, 5],
  wages: [24, 19, 7, 6, 6, 7, 7, 7, 8, 9, 12, 19],
} as const

type Line = readonly [
  levels: string,
  weight: number,
  units: string,
  more?: Partial<Pick<CaseSubject, 'type' | 'season' | 'night' | 'urgent' | 'repeat' | 'cost'>>,
]

/** `一级/二级/三级`, weight, units as `code:weight`. */
const lines: readonly Line[] = [
  ['城市管理/市容秩序/占道经营', 62, 'street:6 city-management:4', { season: 'summer', repeat: 14 }],
  ['城市管理/市容秩序/油烟扰民', 28, 'city-management:7 environment:3', { season: 'summer', repeat: 16 }],
  ['城市管理/市容秩序/乱贴广告', 12, 'city-management:1'],
  ['城市管理/市容秩序/户外招牌', 9, 'city-management:1', { cost: 900 }],
  ['城市管理/环境卫生/垃圾清运', 41, 'sanitation:5 street:5', { season: 'summer', cost: 300 }],
  ['城市管理/环境卫生/公厕管理', 8, 'sanitation:1', { cost: 400 }],
  ['城市管理/违法建设/违建举报', 24, 'city-management:7 street:3', { type: 'report', repeat: 12 }],
  ['城市管理/园林绿化/树木修剪', 18, 'gardens:1', { type: 'help', season: 'summer', cost: 800 }],
  ['城市管理/市政设施/路面破损', 26, 'road-works:1', { type: 'help', cost: 2600 }],
  ['城市管理/市政设施/井盖缺损', 17, 'road-works:6 drainage:4', { type: 'help', urgent: 220, cost: 700 }],
  ['城市管理/市政设施/路灯不亮', 14, 'road-works:1', { type: 'help', night: 40, cost: 260 }],
  ['城市管理/停车管理/违停', 36, 'traffic:7 parking:3', { night: 25, repeat: 13 }],
  ['城市管理/停车管理/停车收费', 13, 'parking:1'],
  ['城市管理/停车管理/共享单车', 11, 'city-management:1', { season: 'summer' }],
  ['噪声污染/施工噪声/夜间施工', 44, 'city-management:6 environment:4', { season: 'summer', night: 75, repeat: 18 }],
  ['噪声污染/生活噪声/广场舞', 19, 'street:5 police:5', { season: 'summer', night: 55, repeat: 12 }],
  ['噪声污染/生活噪声/邻里噪声', 21, 'police:6 street:4', { night: 60 }],
  ['噪声污染/商业噪声/店铺音响', 15, 'city-management:1', { night: 35 }],
  ['住房管理/物业服务/物业不作为', 52, 'housing:6 street:4', { repeat: 15 }],
  ['住房管理/物业服务/电梯故障', 23, 'housing:5 market:5', { type: 'help', urgent: 180 }],
  ['住房管理/物业服务/业委会', 12, 'street:1', { type: 'enquiry' }],
  ['住房管理/房屋质量/渗漏', 27, 'housing:1', { season: 'rain', repeat: 11 }],
  ['住房管理/老旧改造/加装电梯', 14, 'renewal:6 street:4', { type: 'enquiry' }],
  ['住房管理/征收拆迁/安置', 16, 'renewal:1', { repeat: 20 }],
  ['住房管理/保障住房/申请', 11, 'housing:1', { type: 'enquiry' }],
  ['公用事业/供水/停水', 29, 'tap-water:1', { type: 'help', season: 'summer', night: 20, urgent: 120, cost: 1200 }],
  ['公用事业/供水/水压水质', 12, 'tap-water:1', { season: 'summer' }],
  ['公用事业/供电/停电', 31, 'power:1', { type: 'help', season: 'summer', night: 35, urgent: 140, cost: 1600 }],
  ['公用事业/供气/燃气报修', 13, 'gas:1', { type: 'help', season: 'winter', urgent: 260 }],
  ['公用事业/供热/暖气不热', 15, 'heating:1', { season: 'winter', night: 20 }],
  ['公用事业/通信/网络故障', 12, 'telecoms:1'],
  ['公用事业/邮政快递/快件丢失', 9, 'post:1'],
  ['排水防汛/内涝/道路积水', 22, 'water:5 drainage:5', { type: 'help', season: 'rain', urgent: 300, cost: 3200 }],
  ['排水防汛/管网/下水堵塞', 33, 'drainage:6 street:4', { type: 'help', season: 'rain', cost: 1100 }],
  ['交通出行/公交/线路班次', 13, 'buses:1', { type: 'suggestion' }],
  ['交通出行/轨道/施工围挡', 7, 'metro:1'],
  ['交通出行/信号/红绿灯', 10, 'traffic:1', { type: 'suggestion' }],
  ['劳动社保/工资/欠薪', 25, 'labour:1', { season: 'wages', repeat: 14 }],
  ['劳动社保/社保/参保办理', 17, 'labour:5 insurance:5', { type: 'enquiry' }],
  ['教育/入学/划片入学', 16, 'education:1', { type: 'enquiry', season: 'school' }],
  ['教育/培训/退费纠纷', 14, 'education:5 market:5', { season: 'school', repeat: 12 }],
  ['卫生健康/医疗/医疗服务', 11, 'health:1'],
  ['卫生健康/防疫/疫苗接种', 13, 'disease-control:5 health:5', { type: 'enquiry', season: 'winter' }],
  ['市场监管/消费/消费纠纷', 39, 'market:1', { repeat: 9 }],
  ['市场监管/食品/食品安全', 15, 'market:1', { type: 'report', season: 'summer', urgent: 60 }],
  ['市场监管/价格/价格欺诈', 9, 'market:5 development:5', { type: 'report' }],
  ['公共安全/消防/消防通道', 14, 'fire:6 street:4', { type: 'report', urgent: 90 }],
  ['公共安全/治安/治安隐患', 12, 'police:1', { type: 'report', night: 40, urgent: 80 }],
  ['公共安全/生产/施工安全', 7, 'emergency:1', { type: 'report', urgent: 110 }],
  ['民生保障/低保/救助申请', 11, 'civil-affairs:1', { type: 'help', season: 'winter' }],
  ['民生保障/养老/养老服务', 9, 'civil-affairs:1', { type: 'enquiry' }],
  ['民生保障/助残/无障碍设施', 5, 'disabled:1', { type: 'suggestion' }],
  ['政务服务/审批/证照办理', 13, 'approval:1', { type: 'enquiry' }],
  ['政务服务/税务/发票', 7, 'tax:1', { type: 'enquiry' }],
  ['政务服务/作风/服务态度', 9, 'street:5 petitions:5'],
  ['政务服务/表扬/办事表扬', 6, 'street:1', { type: 'praise' }],
  ['规划建设/规划/规划公示', 6, 'planning:1', { type: 'enquiry' }],
  ['规划建设/工地/扬尘', 12, 'construction:4 environment:6', { season: 'summer' }],
  ['文体旅游/场馆/体育设施', 6, 'culture:1', { type: 'suggestion' }],
  ['营商环境/企业服务/政策兑现', 5, 'commerce:4 industry:3 finance:3', { type: 'enquiry' }],
  ['营商环境/企业服务/用工用地', 3, 'development:5 planning:5', { type: 'help' }],
]

const weighted = (text: string): [string, number][] =>
  text.split(' ').map((part) => {
    const [unit = '', weight = '1'] = part.split(':')
    return [unit, Number(weight)]
  })

const plain = { type: 'complaint', season: 'even', night: 10, urgent: 20, repeat: 6, cost: 0 } as const

export const caseSubjects: readonly CaseSubject[] = lines.map(([levels, weight, units, more]) => {
  const [one = '', two = '', three = ''] = levels.split('/')
  return { ...plain, ...more, levels: [one, two, three], weight, units: weighted(units) }
})
