/** What one row of `particulars` tells: its key (the figure is `x.KEY`), its name, and which of its cells holds it. */
export interface Particular {
  key: string
  label: string
  of: 'amount' | 'count' | 'day'
  /** of counts: how the figure is printed */
  unit?: '人' | '个' | '辆' | ''
}

const count = (key: string, label: string, unit: Particular['unit'] = ''): Particular => ({
  key,
  label,
  of: 'count',
  unit,
})
const amount = (key: string, label: string): Particular => ({ key, label, of: 'amount' })

/** 车辆用途, in the order of the asset statement; their sum is the number of vehicles (check 48). */
export const vehicleUses = [
  { key: 'ministerial', label: '副部（省）级及以上领导用车' },
  { key: 'leading', label: '主要负责人用车' },
  { key: 'confidential', label: '机要通信用车' },
  { key: 'emergency', label: '应急保障用车' },
  { key: 'enforcement', label: '执法执勤用车' },
  { key: 'technical', label: '特种专业技术用车' },
  { key: 'retired', label: '离退休干部服务用车' },
  { key: 'other', label: '其他用车' },
] as const

/** 采购种类 */
export const procurementKinds = [
  { key: 'goods', label: '货物' },
  { key: 'works', label: '工程' },
  { key: 'services', label: '服务' },
] as const

/**
 * 其他数据清单. Every key that `particulars` may hold, in the order in which the screens list them. A key without a row
 * is not told: it prints as a gap to be filled, never as a zero.
 */
export const particularList: readonly Particular[] = [
  { key: 'approved', label: '决算批复日期', of: 'day' },
  count('units.administrative', '行政单位个数', '个'),
  count('units.civil', '参照公务员法管理的事业单位个数', '个'),
  count('units.institution', '其他事业单位个数', '个'),
  count('staff.administrative', '在职行政人员', '人'),
  count('staff.civil', '在职参照公务员法管理人员', '人'),
  count('staff.institution', '在职其他事业人员', '人'),
  count('staff.retired', '离退休人员', '人'),
  count('abroad.groups', '因公出国（境）团组', '个'),
  count('abroad.travellers', '因公出国（境）人次', '人'),
  count('vehicles.purchased', '购置公务用车', '辆'),
  count('vehicles.held', '开支财政拨款的公务用车保有量', '辆'),
  count('reception.batches', '国内公务接待批次', '个'),
  count('reception.guests', '国内公务接待人次', '人'),
  count('reception.foreign.batches', '外事接待批次', '个'),
  count('reception.foreign.guests', '外事接待人次', '人'),
  ...procurementKinds.map(({ key, label }) => amount(`procurement.${key}`, `政府采购${label}支出`)),
  ...procurementKinds.map(({ key, label }) => amount(`procurement.${key}.sme`, `${label}采购授予中小企业的合同金额`)),
  amount('procurement.micro', '授予小微企业的合同金额'),
  ...vehicleUses.map(({ key, label }) => count(`assets.vehicles.${key}`, label, '辆')),
  count('assets.equipment', '单价在规定限额以上的设备'),
]
