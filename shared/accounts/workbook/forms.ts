import type { Form, FormColumn, FormLine } from './form.ts'

const line = (key: string, ...label: string[]): FormLine => ({ key, label, required: true })
const optional = (key: string, ...label: string[]): FormLine => ({ key, label })
const column = (key: string, ...label: string[]): FormColumn => ({ key, label })

const amount = column('amount', '金额', '决算数', '决算金额')
const sum = line('total', '合计', '总计')

const general = ['一般公共预算财政拨款收入', '一般公共预算财政拨款']
const fund = ['政府性基金预算财政拨款收入', '政府性基金预算财政拨款']
const capital = ['国有资本经营预算财政拨款收入', '国有资本经营预算财政拨款', '国有资本经营财政拨款']

const basic = column('basic', '基本支出')
const project = column('project', '项目支出')

/** 预算数 and 决算数 of 公开07表 have the same six parts. */
const official = (half: 'budget' | 'final', ...name: string[]): FormColumn[] => {
  const vehicles = ['公务用车购置及运行费', '公务用车购置及运行维护费', '公务用车费']
  const part = (key: string, label: string[], ...under: string[][]): FormColumn => ({
    key: `${half}.${key}`,
    label,
    under: [name, ...under],
  })
  return [
    part('total', ['合计']),
    part('abroad', ['因公出国境费', '因公出国境费用', '因公出国境']),
    part('vehicles', ['小计', '合计'], vehicles),
    part('vehicles', [...vehicles, ...vehicles.map((name) => `${name}小计`)]),
    part('purchase', ['公务用车购置费', '购置费']),
    part('running', ['公务用车运行费', '公务用车运行维护费', '运行费']),
    part('reception', ['公务接待费']),
  ]
}

/**
 * The nine tables in the national form and that of Wuhan (部门决算公开表样), with the names that other places use for the
 * same things.
 */
export const forms: readonly Form[] = [
  {
    no: '01',
    titles: ['收入支出决算总表', '收入支出总表'],
    sides: [
      {
        columns: [amount],
        rows: 'none',
        figure: (row) => `t01.in.${row}`,
        lines: [
          line('general', ...general),
          line('fund', ...fund),
          line('capital', ...capital),
          line('superior', '上级补助收入'),
          line('business', '事业收入'),
          line('operating', '经营收入'),
          line('affiliated', '附属单位上缴收入'),
          line('other', '其他收入'),
          line('current', '本年收入合计'),
          line('reserves', '使用非财政拨款结余', '使用非财政拨款结余含专用结余', '用事业基金弥补收支差额'),
          line('opening', '年初结转和结余', '上年结转和结余'),
          line('total', '总计', '收入总计'),
        ],
      },
      {
        columns: [amount],
        rows: 'classes',
        figure: (row) => `t01.out.${row}`,
        lines: [
          line('current', '本年支出合计'),
          line('distribution', '结余分配'),
          line('closing', '年末结转和结余', '结转下年'),
          line('total', '总计', '支出总计'),
        ],
      },
    ],
  },
  {
    no: '02',
    titles: ['收入决算表', '收入决算明细表'],
    sides: [
      {
        columns: [
          column('total', '本年收入合计', '合计'),
          column('fiscal', '财政拨款收入'),
          column('superior', '上级补助收入'),
          column('business', '事业收入'),
          column('operating', '经营收入'),
          column('affiliated', '附属单位上缴收入'),
          column('other', '其他收入'),
        ],
        rows: 'functional',
        figure: (row, key) => `t02.${row}.${key}`,
        lines: [sum],
      },
    ],
  },
  {
    no: '03',
    titles: ['支出决算表', '支出决算明细表'],
    sides: [
      {
        columns: [
          column('total', '本年支出合计', '合计'),
          basic,
          project,
          column('upward', '上缴上级支出'),
          column('operating', '经营支出'),
          column('subsidy', '对附属单位补助支出'),
        ],
        rows: 'functional',
        figure: (row, key) => `t03.${row}.${key}`,
        lines: [sum],
      },
    ],
  },
  {
    no: '04',
    titles: ['财政拨款收入支出决算总表', '财政拨款收入支出总表'],
    sides: [
      {
        columns: [amount],
        rows: 'none',
        figure: (row) => `t04.in.${row}`,
        lines: [
          line('general', ...general),
          line('fund', ...fund),
          line('capital', ...capital),
          line('current', '本年收入合计'),
          line('opening', '年初财政拨款结转和结余', '年初结转和结余'),
          optional('opening.general', ...general),
          optional('opening.fund', ...fund),
          optional('opening.capital', ...capital),
          line('total', '总计', '收入总计'),
        ],
      },
      {
        columns: [
          column('total', '合计', '小计'),
          column('general', ...general),
          column('fund', ...fund),
          column('capital', ...capital),
        ],
        rows: 'classes',
        figure: (row, key) => `t04.out.${row}.${key}`,
        lines: [
          line('current', '本年支出合计'),
          line('closing', '年末财政拨款结转和结余', '年末结转和结余'),
          line('total', '总计', '支出总计'),
        ],
      },
    ],
  },
  {
    no: '05',
    titles: ['一般公共预算财政拨款支出决算表'],
    sides: [
      {
        columns: [column('total', '合计', '小计', '本年支出合计', '本年支出'), basic, project],
        rows: 'functional',
        figure: (row, key) => `t05.${row}.${key}`,
        lines: [sum],
      },
    ],
  },
  {
    no: '06',
    titles: ['一般公共预算财政拨款基本支出决算表', '一般公共预算财政拨款基本支出决算明细表'],
    sides: [
      {
        columns: [amount],
        rows: 'economic',
        figure: (row) => `t06.${row}`,
        lines: [line('personnel', '人员经费合计', '人员经费'), line('operating', '公用经费合计', '公用经费')],
      },
    ],
  },
  {
    no: '07',
    titles: ['三公经费支出决算表', '财政拨款三公经费支出决算表', '一般公共预算财政拨款三公经费支出决算表'],
    sides: [
      {
        columns: [
          ...official('budget', '预算数', '年初预算数', '全年预算数'),
          ...official('final', '决算数', '本年决算数'),
        ],
        rows: 'none',
        figure: (_, key) => `t07.${key}`,
        lines: [],
      },
    ],
    single: true,
  },
  {
    no: '08',
    titles: ['政府性基金预算财政拨款收入支出决算表'],
    sides: [
      {
        columns: [
          column('opening', '年初结转和结余', '年初结转'),
          column('income', '本年收入'),
          column('total', '小计', '合计', '本年支出', '本年支出合计'),
          basic,
          project,
          column('closing', '年末结转和结余', '年末结转'),
        ],
        rows: 'functional',
        figure: (row, key) => `t08.${row}.${key}`,
        lines: [sum],
      },
    ],
  },
  {
    no: '09',
    titles: ['国有资本经营预算财政拨款支出决算表', '国有资本经营预算财政拨款收入支出决算表'],
    sides: [
      {
        columns: [column('total', '合计', '小计', '本年支出', '本年支出合计'), basic, project],
        rows: 'functional',
        figure: (row, key) => `t09.${row}.${key}`,
        lines: [sum],
      },
    ],
  },
]
