import { procurementKinds, vehicleUses } from '../../particular-list.ts'
import { joined } from '../form.ts'
import { names } from '../forms.ts'
import { comparisonOf } from '../narrative-figures.ts'
import type { Scene } from '../scene.ts'
import type { Section, Sentence, SentencePart } from '../section.ts'
import { comparedSentence } from './overall.ts'

/** 行政、参公人员. How many, undefined where nobody told. */
export function civilServants(scene: Scene): bigint | undefined {
  const told = ['administrative', 'civil'].flatMap((kind) => scene.units(`x.staff.${kind}`) ?? [])
  return told.length === 0 ? undefined : told.reduce((sum, count) => sum + count, 0n)
}

/**
 * 十、机关运行经费. Only administrative units and those run under the civil service law have any; it is their operating
 * expenditure of 公开06表.
 */
export function running(scene: Scene): Section {
  return {
    no: '十',
    id: 'n10',
    title: '机关运行经费支出情况',
    paragraphs: [{ id: 'n10.1', sentences: runningSentences(scene) }],
  }
}

function runningSentences(scene: Scene): Sentence[] {
  const id = 'n10.total'
  const staff = civilServants(scene)
  if (staff === undefined) {
    const missing = { hand: 'x.staff.civil', asks: '人员数据', parts: null }
    return [scene.sentence(id, 'running.staff', { staff: missing })]
  }
  if (staff === 0n) return [scene.sentence(id, 'running.institution')]
  const first = scene.isNil(id)
    ? scene.sentence(id, 'running.total.nil')
    : scene.sentence(id, 'running.total', { total: scene.shows(id) })
  const comparison = comparisonOf('n10', '机关运行经费', id, 'prior.n10.total')
  return [first, ...comparedSentence(scene, 'n10.change', 'running', comparison)]
}

/** 十一、政府采购. Nil kinds are not listed; shares of the total, and within each kind of that kind. */
export function procurement(scene: Scene): Section {
  return {
    no: '十一',
    id: 'n11',
    title: '政府采购支出情况',
    paragraphs: [{ id: 'n11.1', sentences: procurementSentences(scene) }],
  }
}

function procurementSentences(scene: Scene): Sentence[] {
  const id = 'n11.total'
  if (scene.units(id) === 0n) return [scene.sentence(id, 'procurement.total.nil')]
  const present = procurementKinds.filter(({ key }) => (scene.units(`n11.${key}`) ?? 0n) !== 0n)
  const shown = present.length > 0 ? present : procurementKinds
  const list = shown.map(({ key, label }): SentencePart[] =>
    scene.phrase('procurement.kind', { name: { name: label }, amount: scene.shows(`n11.${key}`) }),
  )
  const total = scene.sentence(id, 'procurement.total', { total: scene.shows(id), list: joined(list) })
  return [total, ...smallFirms(scene)]
}

function smallFirms(scene: Scene): Sentence[] {
  const id = 'n11.sme'
  if (scene.units(id) === 0n) return [scene.sentence(id, 'procurement.sme.nil')]
  const share = scene.shows('n11.sme.share')
  const micro =
    scene.units('n11.micro') === 0n
      ? scene.sentence('n11.micro', 'procurement.micro.nil')
      : scene.sentence('n11.micro', 'procurement.micro', {
          micro: scene.shows('n11.micro'),
          share: scene.shows('n11.micro.share'),
        })
  return [scene.sentence(id, 'procurement.sme', { sme: scene.shows(id), share }), micro, ...perKind(scene)]
}

function perKind(scene: Scene): Sentence[] {
  const present = procurementKinds.filter(({ key }) => (scene.units(`n11.${key}.sme`) ?? 0n) !== 0n)
  const list = present.map(({ key, label }) => {
    const amount = scene.shows(`n11.${key}.sme`)
    return scene.phrase('procurement.kind.sme', { name: { name: label }, amount, share: scene.shows(`n11.${key}.sme.share`) }) // prettier-ignore
  })
  return list.length === 0 ? [] : [scene.sentence('n11.kinds', 'procurement.kinds', { list: joined(list) })]
}

/** 十二、国有资产占用情况: vehicles by use on the last day, and equipment above the limit of the form. */
export function assets(scene: Scene): Section {
  return {
    no: '十二',
    id: 'n12',
    title: '国有资产占用情况',
    paragraphs: [{ id: 'n12.1', sentences: [vehicles(scene), equipment(scene)] }],
  }
}

function vehicles(scene: Scene): Sentence {
  const id = 'n12.vehicles'
  const end = scene.lastDay()
  if (scene.units(id) === 0n) return scene.sentence(id, 'assets.vehicles.nil', { end })
  const present = vehicleUses.filter(({ key }) => (scene.units(`${id}.${key}`) ?? 0n) !== 0n)
  const shown = present.length > 0 ? present : vehicleUses.slice(-1)
  const list = shown.map(({ key, label }) =>
    scene.phrase('assets.use', { name: { name: label }, count: scene.shows(`${id}.${key}`) }),
  )
  return scene.sentence(id, 'assets.vehicles', { end, vehicles: scene.shows(id), list: joined(list) })
}

function equipment(scene: Scene): Sentence {
  const id = 'n12.equipment'
  const slots = { equipment: { name: names.equipment } }
  if (scene.units(id) === 0n) return scene.sentence(id, 'assets.equipment.nil', slots)
  return scene.sentence(id, 'assets.equipment', { ...slots, count: scene.shows(id) })
}
