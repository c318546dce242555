import { diceOf, one } from './dice.ts'
import { estates, roads, shops } from './places.ts'

const surnames = '王李张刘陈杨黄赵周吴徐孙胡朱高林何郭马罗'.split('')
const given = '伟芳娜敏静丽强磊洋勇艳杰娟涛明超霞平刚英华玉兰红建国志文海波婷雪欣宇晨阳'.split('')
const openings = ['市民来电反映', '来电人称', '留言反映', '居民反映']
const closings = ['希望尽快处理。', '请相关部门核实。', '要求给予答复。', '盼回复。']
const details = [
  '此前多次反映没有结果。',
  '影响周边居民正常生活。',
  '晚间尤为明显。',
  '现场无人管理。',
  '老人小孩出行不便。',
]

/** Who called, invented: the telephone prefix 154 has no subscribers. */
export interface SamplePerson {
  name: string
  phone: string
  address: string
  text: string
}

/** 来电人. Who is behind the n-th case of a year, with the long text; never part of its row. */
export function casePerson(seed: number, nth: number, title: string): SamplePerson {
  const dice = diceOf(seed ^ 0x5bd1e995, nth)
  const name = `${one(surnames, dice)}${one(given, dice)}${dice.of(6, 10) ? one(given, dice) : ''}`
  const phone = `154${String(dice.below(100_000_000)).padStart(8, '0')}`
  const address = `${one(roads, dice)}${1 + dice.below(420)}号${one(estates, dice)}${1 + dice.below(36)}栋${101 + dice.below(3200)}室`
  const about = `${one(openings, dice)}：${title}，在${one(shops, dice)}附近，已持续${2 + dice.below(40)}天。`
  return { name, phone, address, text: `${about}${one(details, dice)}${one(details, dice)}${one(closings, dice)}` }
}
