import type { TableColumn } from '../table.ts'
import type { AccountsTemplate, LineForm, SideForm, TableForm } from '../template.ts'

/** 支出功能分类 类, in the form's order (26 lines). */
const classes = [
  ['201', '一般公共服务支出'],
  ['202', '外交支出'],
  ['203', '国防支出'],
  ['204', '公共安全支出'],
  ['205', '教育支出'],
  ['206', '科学技术支出'],
  ['207', '文化旅游体育与传媒支出'],
  ['208', '社会保障和就业支出'],
  ['210', '卫生健康支出'],
  ['211', '节能环保支出'],
  ['212', '城乡社区支出'],
  ['213', '农林水支出'],
  ['214', '交通运输支出'],
  ['215', '资源勘探工业信息等支出'],
  ['216', '商业服务业等支出'],
  ['217', '金融支出'],
  ['219', '援助其他地区支出'],
  ['220', '自然资源海洋气象等支出'],
  ['221', '住房保障支出'],
  ['222', '粮油物资储备支出'],
  ['223', '国有资本经营预算支出'],
  ['224', '灾害防治及应急管理支出'],
  ['229', '其他支出'],
  ['231', '债务还本支出'],
  ['232', '债务付息支出'],
  ['234', '抗疫特别国债安排的支出'],
] as const

/** 支出经济分类 of basic expenditure: each class with its sections. */
const economic = [
  ['301', '工资福利支出'],
  ['30101', '基本工资'],
  ['30102', '津贴补贴'],
  ['30103', '奖金'],
  ['30106', '伙食补助费'],
  ['30107', '绩效工资'],
  ['30108', '机关事业单位基本养老保险缴费'],
  ['30109', '职业年金缴费'],
  ['30110', '职工基本医疗保险缴费'],
  ['30111', '公务员医疗补助缴费'],
  ['30112', '其他社会保障缴费'],
  ['30113', '住房公积金'],
  ['30114', '医疗费'],
  ['30199', '其他工资福利支出'],
  ['302', '商品和服务支出'],
  ['30201', '办公费'],
  ['30202', '印刷费'],
  ['30203', '咨询费'],
  ['30204', '手续费'],
  ['30205', '水费'],
  ['30206', '电费'],
  ['30207', '邮电费'],
  ['30208', '取暖费'],
  ['30209', '物业管理费'],
  ['30211', '差旅费'],
  ['30212', '因公出国（境）费用'],
  ['30213', '维修（护）费'],
  ['30214', '租赁费'],
  ['30215', '会议费'],
  ['30216', '培训费'],
  ['30217', '公务接待费'],
  ['30218', '专用材料费'],
  ['30224', '被装购置费'],
  ['30225', '专用燃料费'],
  ['30226', '劳务费'],
  ['30227', '委托业务费'],
  ['30228', '工会经费'],
  ['30229', '福利费'],
  ['30231', '公务用车运行维护费'],
  ['30239', '其他交通费用'],
  ['30240', '税金及附加费用'],
  ['30299', '其他商品和服务支出'],
  ['303', '对个人和家庭的补助'],
  ['30301', '离休费'],
  ['30302', '退休费'],
  ['30303', '退职（役）费'],
  ['30304', '抚恤金'],
  ['30305', '生活补助'],
  ['30306', '救济费'],
  ['30307', '医疗费补助'],
  ['30308', '助学金'],
  ['30309', '奖励金'],
  ['30310', '个人农业生产补贴'],
  ['30311', '代缴社会保险费'],
  ['30399', '其他对个人和家庭的补助'],
  ['310', '资本性支出'],
  ['31001', '房屋建筑物购建'],
  ['31002', '办公设备购置'],
  ['31003', '专用设备购置'],
  ['31007', '信息网络及软件购置更新'],
  ['31013', '公务用车购置'],
  ['31019', '其他交通工具购置'],
  ['31021', '文物和陈列品购置'],
  ['31022', '无形资产购置'],
  ['31099', '其他资本性支出'],
] as const

const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']
const numeral = (n: number): string =>
  n <= 10 ? `${numerals[n - 1]}` : `${n < 20 ? '' : numerals[Math.floor(n / 10) - 1]}十${n % 10 ? numerals[(n % 10) - 1] : ''}` // prettier-ignore

const numbered = (lines: readonly (readonly [key: string, label: string])[]): LineForm[] =>
  lines.map(([key, label], k) => ({ key, no: numeral(k + 1), label, ...(/^\d/.test(key) ? { code: key } : {}) }))

const column = (key: string, label: string, group?: string): TableColumn =>
  group === undefined ? { key, label } : { key, label, group }

const strong = (key: string, label: string): LineForm => ({ key, label, strong: true })
const plain = (key: string, label: string, level = 0): LineForm => ({ key, label, level })

const amount = [column('amount', '金额')]
const classLines = numbered(classes)

/** A side whose rows are the year's functional subjects. */
const tree = (no: string, columns: readonly TableColumn[]): SideForm => ({
  key: 'rows',
  prefix: `t${no}`,
  cell: 'line.column',
  coded: true,
  columns,
  lines: 'functional',
})

const economicSide = (key: string, title: string, wanted: readonly string[], total: LineForm): SideForm => ({
  key,
  title,
  prefix: 't06',
  cell: 'line',
  coded: true,
  columns: [column('amount', '决算数')],
  lines: economic
    .filter(([code]) => wanted.includes(code.slice(0, 3)))
    .map(([code, label]) => ({ key: code, code, label, level: code.length === 3 ? 1 : 2 })),
  foot: [total],
})

const officialColumns = (key: string, group: string): TableColumn[] => [
  column(`${key}.total`, '合计', group),
  column(`${key}.abroad`, '因公出国（境）费', group),
  column(`${key}.vehicles`, '公务用车购置及运行维护费小计', group),
  column(`${key}.purchase`, '公务用车购置费', group),
  column(`${key}.running`, '公务用车运行维护费', group),
  column(`${key}.reception`, '公务接待费', group),
]

const spent = '本年支出'

const tables: readonly TableForm[] = [
  {
    no: '01',
    title: '收入支出决算总表',
    form: '公开01表',
    numbered: true,
    sides: [
      {
        key: 'in',
        title: '收入',
        prefix: 't01.in',
        cell: 'line',
        coded: false,
        columns: amount,
        lines: numbered([
          ['general', '一般公共预算财政拨款收入'],
          ['fund', '政府性基金预算财政拨款收入'],
          ['capital', '国有资本经营预算财政拨款收入'],
          ['superior', '上级补助收入'],
          ['business', '事业收入'],
          ['operating', '经营收入'],
          ['affiliated', '附属单位上缴收入'],
          ['other', '其他收入'],
        ]),
        foot: [
          strong('current', '本年收入合计'),
          plain('reserves', '使用非财政拨款结余（含专用结余）'),
          plain('opening', '年初结转和结余'),
          strong('total', '总计'),
        ],
      },
      {
        key: 'out',
        title: '支出',
        prefix: 't01.out',
        cell: 'line',
        coded: false,
        columns: amount,
        lines: classLines,
        foot: [
          strong('current', '本年支出合计'),
          plain('distribution', '结余分配'),
          plain('closing', '年末结转和结余'),
          strong('total', '总计'),
        ],
      },
    ],
    note: '本表反映本年度全部收入、支出和结转结余。空白为没有数据，0.00为有此项而金额是零。',
    emptyNote: '本年度没有收入和支出，本表无数据。',
  },
  {
    no: '02',
    title: '收入决算表',
    form: '公开02表',
    numbered: false,
    sides: [
      tree('02', [
        column('total', '本年收入合计'),
        column('fiscal', '财政拨款收入'),
        column('superior', '上级补助收入'),
        column('business', '事业收入'),
        column('operating', '经营收入'),
        column('affiliated', '附属单位上缴收入'),
        column('other', '其他收入'),
      ]),
    ],
    note: '本表反映本年度取得的各项收入。',
    emptyNote: '本年度没有收入，本表无数据。',
  },
  {
    no: '03',
    title: '支出决算表',
    form: '公开03表',
    numbered: false,
    sides: [
      tree('03', [
        column('total', '本年支出合计'),
        column('basic', '基本支出'),
        column('project', '项目支出'),
        column('upward', '上缴上级支出'),
        column('operating', '经营支出'),
        column('subsidy', '对附属单位补助支出'),
      ]),
    ],
    note: '本表反映本年度各项支出。',
    emptyNote: '本年度没有支出，本表无数据。',
  },
  {
    no: '04',
    title: '财政拨款收入支出决算总表',
    form: '公开04表',
    numbered: true,
    sides: [
      {
        key: 'in',
        title: '收入',
        prefix: 't04.in',
        cell: 'line',
        coded: false,
        columns: amount,
        lines: numbered([
          ['general', '一般公共预算财政拨款'],
          ['fund', '政府性基金预算财政拨款'],
          ['capital', '国有资本经营预算财政拨款'],
        ]),
        foot: [
          strong('current', '本年收入合计'),
          plain('opening', '年初财政拨款结转和结余'),
          plain('opening.general', '一般公共预算财政拨款', 1),
          plain('opening.fund', '政府性基金预算财政拨款', 1),
          plain('opening.capital', '国有资本经营预算财政拨款', 1),
          strong('total', '总计'),
        ],
      },
      {
        key: 'out',
        title: '支出',
        prefix: 't04.out',
        cell: 'line.column',
        coded: false,
        columns: [
          column('total', '合计'),
          column('general', '一般公共预算财政拨款'),
          column('fund', '政府性基金预算财政拨款'),
          column('capital', '国有资本经营预算财政拨款'),
        ],
        lines: classLines,
        foot: [
          strong('current', '本年支出合计'),
          plain('closing', '年末财政拨款结转和结余'),
          'blank',
          'blank',
          'blank',
          strong('total', '总计'),
        ],
      },
    ],
    note: '本表反映本年度财政拨款的总收支和结转结余。',
    emptyNote: '本年度没有财政拨款收入和支出，本表无数据。',
  },
  {
    no: '05',
    title: '一般公共预算财政拨款支出决算表',
    form: '公开05表',
    numbered: false,
    sides: [
      tree('05', [
        column('total', '合计', spent),
        column('basic', '基本支出', spent),
        column('project', '项目支出', spent),
      ]),
    ],
    note: '本表反映本年度一般公共预算财政拨款支出。',
    emptyNote: '本年度没有一般公共预算财政拨款支出，本表无数据。',
  },
  {
    no: '06',
    title: '一般公共预算财政拨款基本支出决算明细表',
    form: '公开06表',
    numbered: false,
    sides: [
      economicSide('personnel', '人员经费', ['301', '303'], strong('personnel', '人员经费合计')),
      economicSide('operating', '公用经费', ['302', '310'], strong('operating', '公用经费合计')),
    ],
    note: '本表反映本年度一般公共预算财政拨款基本支出按经济分类的明细。',
    emptyNote: '本年度没有一般公共预算财政拨款基本支出，本表无数据。',
  },
  {
    no: '07',
    title: '一般公共预算财政拨款“三公”经费支出决算表',
    form: '公开07表',
    numbered: false,
    sides: [
      {
        key: 'rows',
        prefix: 't07',
        cell: 'column',
        coded: false,
        columns: [...officialColumns('budget', '预算数'), ...officialColumns('final', '决算数')],
        lines: [{ key: 'official', label: '' }],
      },
    ],
    note: '本表反映本年度“三公”经费的年初预算和支出决算，含当年安排和以前年度结转的一般公共预算财政拨款。',
    emptyNote: '本年度没有“三公”经费预算和支出，本表无数据。',
  },
  {
    no: '08',
    title: '政府性基金预算财政拨款收入支出决算表',
    form: '公开08表',
    numbered: false,
    sides: [
      tree('08', [
        column('opening', '年初结转和结余'),
        column('income', '本年收入'),
        column('total', '小计', spent),
        column('basic', '基本支出', spent),
        column('project', '项目支出', spent),
        column('closing', '年末结转和结余'),
      ]),
    ],
    note: '本表反映本年度政府性基金预算财政拨款的收入、支出和结转结余。',
    emptyNote: '本年度没有政府性基金预算财政拨款收入和支出，本表无数据。',
  },
  {
    no: '09',
    title: '国有资本经营预算财政拨款支出决算表',
    form: '公开09表',
    numbered: false,
    sides: [
      tree('09', [
        column('total', '合计', spent),
        column('basic', '基本支出', spent),
        column('project', '项目支出', spent),
      ]),
    ],
    note: '本表反映本年度国有资本经营预算财政拨款支出。',
    emptyNote: '本年度没有国有资本经营预算财政拨款支出，本表无数据。',
  },
]

/** 武汉市部门决算公开表样: nine tables, 01 to 09 in this order. */
export const wuhan: AccountsTemplate = { name: 'wuhan/1', region: '武汉市', tables }
