import type { Cell } from '#shared/base/cell'
import type { Column, Sheet } from '#shared/base/sheet'
import { sheets } from '#shared/sheets'
import type { LoadedRows } from '#web/sheet/store.ts'

const streets = ['后湖街', '二七街', '百步亭街', '台北街', '花桥街', '丹水池街', '劳动街', '西马街']
const events = ['地下车库积水', '机动车占用盲道', '电梯频繁故障', '油烟直排', '路灯不亮', '垃圾清运', '施工噪音', '退费纠纷', '公厕冲水损坏', '宠物粪便无人清理'] // prettier-ignore
const units = Array.from({ length: 60 }, (_, i) => `${streets[i % 8] ?? ''}第${i + 1}服务中心`)

interface Made extends Omit<Column, 'edit' | 'computed'> {
  make: (row: number) => Cell
}

const hash = (row: number, salt: number): number => Math.imul(Math.imul(row + 1, 0x9e3779b1) ^ salt, 0x85ebca6b) >>> 8
const pad = (n: number, wide: number): string => String(n).padStart(wide, '0')
const instant = (row: number, salt: number): string =>
  `2025-${pad(1 + (row % 12), 2)}-${pad(1 + (hash(row, salt) % 28), 2)}T${pad(hash(row, salt + 1) % 24, 2)}:${pad(hash(row, salt + 2) % 60, 2)}:${pad(hash(row, salt + 3) % 60, 2)}.000Z`

const text = (key: string, label: string, width: number, make: Made['make']): Made => ({ key, label, width, kind: { name: 'text' }, make }) // prettier-ignore
const time = (key: string, label: string, salt: number): Made => ({ key, label, width: 136, kind: { name: 'instant' }, make: (row) => instant(row, salt) }) // prettier-ignore
const few = (key: string, label: string, words: readonly string[], salt: number): Made => text(key, label, 112, (row) => words[hash(row, salt) % words.length] ?? null) // prettier-ignore

const columns: readonly Made[] = [
  text('number', '编号', 152, (row) => `MH2025${pad(1 + (row % 12), 2)}${pad(row, 8)}`),
  few('channel', '来源', ['12345热线', '数字城管', '城市留言板', '网格员上报'], 1),
  text('title', '标题', 288, (row) => `${streets[hash(row, 2) % 8] ?? ''}${hash(row, 3) % 900}号${events[hash(row, 4) % 10] ?? ''}`), // prettier-ignore
  few('one', '一级分类', ['市容环卫', '住房', '交通', '水务', '环保'], 5),
  few('two', '二级分类', events, 6),
  few('street', '街道', streets, 7),
  text('community', '社区', 120, (row) => `${streets[hash(row, 7) % 8] ?? ''}${1 + (hash(row, 8) % 20)}社区`),
  text('grid', '网格', 128, (row) => `4201021506${pad(hash(row, 9) % 1200, 3)}`),
  text('longitude', '经度', 96, (row) => `114.${pad(hash(row, 10) % 1_000_000, 6)}`),
  text('latitude', '纬度', 96, (row) => `30.${pad(hash(row, 11) % 1_000_000, 6)}`),
  few('state', '状态', ['待派单', '办理中', '待审核', '已结案'], 12),
  few('unit', '承办单位', units, 13),
  few('supporting', '协办单位', units, 14),
  time('received', '受理时间', 20),
  time('registered', '立案时间', 24),
  time('dispatched', '派单时间', 28),
  time('due', '办理时限', 32),
  time('closed', '结案时间', 36),
  time('followedUp', '回访时间', 40),
  few('satisfaction', '满意度', ['满意', '基本满意', '不满意'], 44),
  few('onTime', '按期', ['是', '否'], 45),
  few('repeated', '重复', ['是', '否'], 46),
  { key: 'cost', label: '处置费用（元）', width: 120, kind: { name: 'amount', unit: 'yuan' }, make: (row) => (row % 3 ? null : hash(row, 47) % 90_000_000) }, // prettier-ignore
  { key: 'people', label: '人数', width: 80, kind: { name: 'count' }, make: (row) => hash(row, 48) % 40 },
  few('tags', '标签', ['每月一题', '内涝', '噪音', '电梯'], 49),
  text('note', '备注', 240, (row) =>
    row % 5 ? null : `回访时说${events[hash(row, 50) % 10] ?? ''}，第${row % 700}次`,
  ),
  few('takenBy', '受理人', ['陈敏', '周海燕', '李涛', '何军'], 51),
  few('area', '片区', ['东片', '西片', '南片', '北片'], 52),
]

/** Rows of 28 columns such as a year of cases has, by columns. */
export function largeYear(count: number): { sheet: Sheet; rows: LoadedRows } {
  const { rules: _rules, unique: _unique, usedBy: _usedBy, ...plain } = sheets.projects
  const described = columns.map(({ make: _make, ...column }): Column => ({ ...column, edit: 'budget:write' }))
  const { naturalId: _natural, ...sheet } = { ...plain, columns: described }
  return {
    sheet,
    rows: {
      rows: Array.from({ length: count }, (_, row) => `01JQ${pad(row, 22)}`),
      columns: columns.map(({ key, make }) => ({ key, ...coded(count, make) })),
    },
  }
}

function coded(count: number, make: Made['make']): { words: Cell[]; codes: Int32Array } {
  const words: Cell[] = []
  const known = new Map<Cell, number>()
  const codes = new Int32Array(count)
  for (let row = 0; row < count; row++) {
    const cell = make(row)
    const code = cell === null ? -1 : (known.get(cell) ?? words.push(cell) - 1)
    known.set(cell, code)
    codes[row] = code
  }
  return { words, codes }
}
