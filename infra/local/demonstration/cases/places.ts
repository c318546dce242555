/** A street of the invented district: where it lies, how much comes from it, and its communities. */
export interface Street {
  name: string
  /** the unit that answers for it */
  unit: string
  /** two digits in the codes of its grids */
  code: string
  /** its middle, in degrees */
  at: readonly [longitude: number, latitude: number]
  weight: number
  communities: readonly Community[]
}

interface Community {
  name: string
  code: string
  grids: number
  weight: number
}

/** Invented streets, from the river to the new town, with the weight of their people. */
const drawn: readonly (readonly [name: string, unit: string, longitude: number, latitude: number, weight: number])[] = [
  ['梧桐街', 'wutong-street', 114.2911, 30.5882, 5],
  ['银杏街', 'yinxing-street', 114.2976, 30.5941, 4],
  ['白塔街', 'baita-street', 114.3042, 30.5988, 6],
  ['望湖街', 'wanghu-street', 114.2863, 30.6057, 8],
  ['长堤街', 'changdi-street', 114.3129, 30.6031, 5],
  ['桂园街', 'guiyuan-street', 114.3017, 30.6093, 6],
  ['松岗街', 'songgang-street', 114.2934, 30.6142, 7],
  ['清波街', 'qingbo-street', 114.3188, 30.6115, 4],
  ['石榴街', 'shiliu-street', 114.3091, 30.6187, 7],
  ['兰台街', 'lantai-street', 114.3243, 30.6204, 6],
  ['柳荫街', 'liuyin-street', 114.2822, 30.6225, 10],
  ['红枫街', 'hongfeng-street', 114.2987, 30.6268, 9],
  ['东渡街', 'dongdu-street', 114.3354, 30.6291, 4],
  ['云集街', 'yunji-street', 114.2871, 30.6349, 14],
  ['青禾街', 'qinghe-street', 114.3068, 30.6382, 12],
  ['汇泽街', 'huize-street', 114.2783, 30.6437, 20],
  ['北湾街', 'beiwan-street', 114.3466, 30.6492, 3],
]

const stems = ['惠和', '安宁', '长春', '建新', '同福', '望江', '金桥', '春晖', '康宁', '竹园', '松涛', '育才', '百合', '汇通'] // prettier-ignore
const endings = ['社区', '里社区', '苑社区', '新村社区']

const two = (n: number): string => String(n).padStart(2, '0')

/** Between six and thirteen to a street, heavier streets having more. */
function communitiesOf(street: number, weight: number): Community[] {
  const count = 6 + Math.min(7, Math.round(weight / 2.5))
  return Array.from({ length: count }, (_, k) => ({
    name: `${stems[(street * 5 + k * 3) % stems.length] ?? ''}${endings[(street + k) % endings.length] ?? ''}`,
    code: `${two(street + 1)}${two(k + 1)}`,
    grids: 5 + ((street * 5 + k * 11) % 9),
    weight: 1 + ((street * 13 + k * 17) % 10),
  }))
}

export const streets: readonly Street[] = drawn.map(([name, unit, longitude, latitude, weight], k) => ({
  name,
  unit,
  code: two(k + 1),
  at: [longitude, latitude],
  weight,
  communities: communitiesOf(k, weight),
}))

/** Invented roads and estates, for titles and texts. */
export const roads = ['丰和大道', '建业大道', '沿江路', '兴学路', '石桥一路', '云集大道', '金穗路', '望湖东路', '长堤路', '白塔街', '正和路', '春华路', '青禾路', '汇泽大道', '北湾路'] // prettier-ignore
export const estates = ['锦绣雅园', '同安家园', '江畔华庭', '晴川里', '幸福里', '云顶花园', '东方苑', '统建新村', '美好家园', '紫竹名邸', '香樟花苑', '铁路宿舍', '湖景花园', '跃进家园', '和平公寓'] // prettier-ignore
export const shops = ['便民超市', '湘味小厨', '老街烧烤', '五金店', '棋牌室', '汽修店', '便利店', '面馆', '歌厅', '健身房'] // prettier-ignore
