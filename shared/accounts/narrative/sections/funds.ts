import { joined } from '../form.ts'
import { fundColumns } from '../narrative-figures.ts'
import type { Scene } from '../scene.ts'
import type { Section, Sentence, SentencePart } from '../section.ts'
import { classSlices } from './general.ts'
import { sharesSentence } from './shares.ts'

/** 八、政府性基金预算: the columns of 公开08表 that are not nil, and the classes; one sentence where it has no data. */
export function funds(scene: Scene): Section {
  const id = 'n08'
  const ids = fundColumns.map(({ key }) => `n08.${key}`)
  const sentences = ids.every((column) => scene.isNil(column))
    ? [scene.sentence('n08.total', 'funds.total.nil')]
    : [fundTotal(scene), ...sharesSentence(scene, 'n08.classes', 'structure', classSlices(scene, '08'))]
  return {
    no: '八',
    id,
    title: '政府性基金预算财政拨款收入支出决算情况',
    paragraphs: [{ id: 'n08.1', sentences }],
  }
}

function fundTotal(scene: Scene): Sentence {
  const present = fundColumns.filter(({ key }) => (scene.units(`n08.${key}`) ?? 0n) !== 0n)
  const shown = present.length > 0 ? present : fundColumns
  const list = shown.map(({ key, label }): SentencePart[] =>
    scene.phrase('share.bare', { name: { name: label }, amount: scene.shows(`n08.${key}`) }),
  )
  return scene.sentence('n08.total', 'funds.total', { list: joined(list) })
}

/** 九、国有资本经营预算 */
export function capital(scene: Scene): Section {
  const sentences = scene.isNil('n09.total')
    ? [scene.sentence('n09.total', 'capital.total.nil')]
    : [
        scene.sentence('n09.total', 'capital.total', { total: scene.shows('n09.total') }),
        ...sharesSentence(scene, 'n09.classes', 'structure', classSlices(scene, '09')),
      ]
  return {
    no: '九',
    id: 'n09',
    title: '国有资本经营预算财政拨款支出决算情况',
    paragraphs: [{ id: 'n09.1', sentences }],
  }
}
