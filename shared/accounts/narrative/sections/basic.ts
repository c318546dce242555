import { joined } from '../form.ts'
import type { Scene } from '../scene.ts'
import type { Section, Sentence } from '../section.ts'

/** Economic classes of 公开06表: 301 and 303 are personnel, 302 and 310 operating expenditure. */
const classesOf = { personnel: /^t06\.30[13]\d\d$/, operating: /^t06\.(?:302|310)\d\d$/ } as const

/** 六、一般公共预算财政拨款基本支出决算情况. Names of items are those of 公开06表 with an amount above zero, in its order. */
export function basic(scene: Scene): Section {
  const nil = scene.isNil('n06.basic')
  const total = nil
    ? scene.sentence('n06.basic', 'basic.total.nil')
    : scene.sentence('n06.basic', 'basic.total', { total: scene.shows('n06.basic') })
  const parts = nil ? [] : (['personnel', 'operating'] as const).map((part) => half(scene, part))
  return {
    no: '六',
    id: 'n06',
    title: '一般公共预算财政拨款基本支出决算情况',
    paragraphs: [
      { id: 'n06.1', sentences: [total] },
      ...parts.map((sentence, k) => ({ id: `n06.${k + 2}`, sentences: [sentence] })),
    ],
  }
}

function half(scene: Scene, part: keyof typeof classesOf): Sentence {
  const id = `n06.${part}`
  const codes = scene
    .ids(classesOf[part])
    .map((cell) => cell.slice('t06.'.length))
    .filter((code) => (scene.units(`t06.${code}`) ?? 0n) > 0n)
  const names = codes.map((code) => scene.economicName(code))
  scene.lists[part] = names
  if (scene.isNil(id) && names.length === 0) return scene.sentence(id, `basic.${part}.nil`)
  const list = joined(names.map((name) => [{ name }]), '、') // prettier-ignore
  return scene.sentence(id, `basic.${part}`, { amount: scene.shows(id), names: list })
}
