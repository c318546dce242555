import { comparisonOf, type Comparison } from '../narrative-figures.ts'
import type { Scene } from '../scene.ts'
import type { Section, Sentence } from '../section.ts'

/** Sections whose first number is compared with last year's: the forms of their sentences begin with that name. */
type Base = 'overall' | 'grants' | 'general' | 'official' | 'running'

/** The sentence that compares with last year; none where this year's number is not there. */
export function comparedSentence(scene: Scene, id: string, base: Base, comparison: Comparison): Sentence[] {
  if (!scene.figure(comparison.now)) return []
  const { variant, slots } = scene.compare(comparison)
  return [scene.sentence(id, `${base}.${variant}`, slots)]
}

/** 总计. The total of a section and how it stands to last year's (§§ 一, 四). */
function totalSection(
  scene: Scene,
  { no, id, title, base, table }: { no: string; id: string; title: string; base: 'overall' | 'grants'; table: string },
): Section {
  const total = `${id}.total`
  const first = scene.isNil(total)
    ? scene.sentence(`${id}.total`, `${base}.total.nil`)
    : scene.sentence(`${id}.total`, `${base}.total`, { total: scene.shows(total) })
  const comparison = comparisonOf(id, title, total, `prior.${table}.in.total`)
  const sentences = [first, ...comparedSentence(scene, `${id}.change`, base, comparison)]
  return { no, id, title, paragraphs: [{ id: `${id}.1`, sentences }] }
}

/** 一、收入支出决算总体情况 */
export const overall = (scene: Scene): Section =>
  totalSection(scene, { no: '一', id: 'n01', title: '收入支出决算总体情况', base: 'overall', table: 't01' })

/** 四、财政拨款收入支出决算总体情况 */
export const grants = (scene: Scene): Section =>
  totalSection(scene, { no: '四', id: 'n04', title: '财政拨款收入支出决算总体情况', base: 'grants', table: 't04' })
