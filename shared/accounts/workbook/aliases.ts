import type { TableNo } from '#shared/accounts/template'

const grants = {
  general: ['一般公共预算财政拨款', '一般公共预算财政拨款收入'],
  fund: ['政府性基金预算财政拨款', '政府性基金预算财政拨款收入'],
  capital: ['国有资本经营预算财政拨款', '国有资本经营预算财政拨款收入', '国有资本经营财政拨款'],
} as const

/**
 * 别名. What finance systems and other regions call the columns and lines of the form, by the key of the line or column;
 * the form's own name counts anyway. Source: published accounts of several regions.
 */
export const aliases: Readonly<Record<string, readonly string[]>> = {
  ...grants,
  'opening.general': grants.general,
  'opening.fund': grants.fund,
  'opening.capital': grants.capital,
  amount: ['金额', '决算数', '决算金额'],
  total: ['合计', '总计', '小计', '本年支出', '本年支出合计', '本年收入合计'],
  current: ['本年收入合计', '本年支出合计'],
  reserves: ['使用非财政拨款结余', '使用非财政拨款结余含专用结余', '用事业基金弥补收支差额'],
  opening: ['年初结转和结余', '上年结转和结余', '年初财政拨款结转和结余', '年初结转'],
  closing: ['年末结转和结余', '年末财政拨款结转和结余', '结转下年', '年末结转'],
  abroad: ['因公出国境费', '因公出国境费用', '因公出国境'],
  purchase: ['公务用车购置费', '购置费'],
  running: ['公务用车运行费', '公务用车运行维护费', '运行费'],
  reception: ['公务接待费'],
}

/** 收入总计 and 支出总计 are 总计 of lines; no column is called so. */
export const lineTotals: readonly string[] = ['总计', '收入总计', '支出总计', '合计']

/** Names of 公务用车购置及运行费, which stands over its parts or beside them. */
export const vehicles: readonly string[] = ['公务用车购置及运行费', '公务用车购置及运行维护费', '公务用车费']

/** Headings over the halves of 公开07表. */
export const halves: Readonly<Record<string, readonly string[]>> = {
  budget: ['预算数', '年初预算数', '全年预算数'],
  final: ['决算数', '本年决算数'],
}

/** Other titles of the tables. */
export const titles: Readonly<Partial<Record<TableNo, readonly string[]>>> = {
  '01': ['收入支出总表'],
  '02': ['收入决算明细表'],
  '03': ['支出决算明细表'],
  '04': ['财政拨款收入支出总表'],
  '06': ['一般公共预算财政拨款基本支出决算表'],
  '07': ['三公经费支出决算表', '财政拨款三公经费支出决算表'],
  '09': ['国有资本经营预算财政拨款收入支出决算表'],
}
