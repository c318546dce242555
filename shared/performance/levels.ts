import type { Option } from '#shared/base/cell'

/** 一级指标. */
export const levelOne = [
  { value: 'output', label: '产出指标', aliases: ['产出'] },
  { value: 'outcome', label: '效益指标', aliases: ['效益'] },
  { value: 'satisfaction', label: '满意度指标', aliases: ['满意度'] },
] as const satisfies readonly Option[]

type LevelOne = (typeof levelOne)[number]['value']

/** 二级指标, each under its first level (财预〔2020〕10号: 产出、效益、满意度 and what each is made of). */
export const levelTwo = [
  { value: 'quantity', label: '数量指标', aliases: ['数量'], under: 'output' },
  { value: 'quality', label: '质量指标', aliases: ['质量'], under: 'output' },
  { value: 'timeliness', label: '时效指标', aliases: ['时效'], under: 'output' },
  { value: 'cost', label: '成本指标', aliases: ['成本'], under: 'output' },
  { value: 'economic', label: '经济效益指标', aliases: ['经济效益', '经济'], under: 'outcome' },
  { value: 'social', label: '社会效益指标', aliases: ['社会效益', '社会'], under: 'outcome' },
  { value: 'ecological', label: '生态效益指标', aliases: ['生态效益', '生态'], under: 'outcome' },
  { value: 'lasting', label: '可持续影响指标', aliases: ['可持续影响', '可持续影响效益指标'], under: 'outcome' },
  { value: 'served', label: '服务对象满意度指标', aliases: ['服务对象满意度', '服务对象'], under: 'satisfaction' },
] as const satisfies readonly (Option & { under: LevelOne })[]

/** The option that a text names by value, label or another word; `产出` and `产出指标` are one. */
const named = <O extends Option>(options: readonly O[], text: string): O | undefined =>
  options.find(({ value, label, aliases = [] }) => [value, label, ...aliases].includes(text))

export const levelOneOf = (text: string) => named(levelOne, text)
export const levelTwoOf = (text: string) => named(levelTwo, text)

/** 指标类型. */
export const kindOptions = [
  { value: 'positive', label: '正向' },
  { value: 'reverse', label: '反向' },
  { value: 'qualitative', label: '定性' },
  { value: 'pass', label: '达标' },
] as const satisfies readonly Option[]
