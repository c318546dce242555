import { joined } from '../form.ts'
import type { Scene } from '../scene.ts'
import type { Section, Sentence } from '../section.ts'

const unitKinds = [
  { key: 'administrative', label: '行政单位' },
  { key: 'civil', label: '参照公务员法管理的事业单位' },
  { key: 'institution', label: '其他事业单位' },
] as const
const staffKinds = [
  { key: 'administrative', label: '行政人员' },
  { key: 'civil', label: '参照公务员法管理的事业人员' },
  { key: 'institution', label: '其他事业人员' },
] as const

/** 概况: units and staff by their nature, after the duties. */
export function overview(scene: Scene): Section {
  return {
    no: '',
    id: 'n00',
    title: '概况',
    paragraphs: [
      { id: 'n00.2', heading: '部门决算单位构成', sentences: [units(scene)] },
      { id: 'n00.3', heading: '部门人员构成', sentences: [staff(scene), ...retired(scene)] },
    ],
  }
}

function counted(scene: Scene, group: 'n00.units' | 'n00.staff', kinds: readonly { key: string; label: string }[]) {
  const present = kinds.filter(({ key }) => (scene.units(`${group}.${key}`) ?? 0n) !== 0n)
  const shown = present.length > 0 ? present : kinds.slice(-1)
  return joined(
    shown.map(({ key, label }) =>
      scene.phrase('overview.unit', { kind: { name: label }, count: scene.shows(`${group}.${key}`) }),
    ),
    '、',
  )
}

const units = (scene: Scene): Sentence =>
  scene.sentence('n00.units', 'overview.units', {
    count: scene.shows('n00.units'),
    list: counted(scene, 'n00.units', unitKinds),
  })

function staff(scene: Scene): Sentence {
  const end = scene.lastDay()
  if (scene.units('n00.staff') === 0n) return scene.sentence('n00.staff', 'overview.staff.nil', { end })
  const list = counted(scene, 'n00.staff', staffKinds)
  return scene.sentence('n00.staff', 'overview.staff', { end, count: scene.shows('n00.staff'), list })
}

function retired(scene: Scene): Sentence[] {
  const id = 'n00.staff.retired'
  if ((scene.units(id) ?? 0n) === 0n) return []
  return [scene.sentence(id, 'overview.retired', { count: scene.shows(id) })]
}
