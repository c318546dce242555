import type { Option } from '#shared/base/cell'

/** 诉求来源. The ways by which requests come in. */
export const channels = [
  { value: 'hotline', label: '12345热线', aliases: ['市民服务热线', '12345市民服务热线', '12345'] },
  { value: 'message-board', label: '城市留言板', aliases: ['留言板', '武汉城市留言板', '市民留言板'] },
  { value: 'urban-management', label: '12319数字城管', aliases: ['数字城管', '12319', '12319数字化城管'] },
  { value: 'superior-referral', label: '上级转办' },
  { value: 'leader-instruction', label: '领导批示' },
  { value: 'enterprise-complaint', label: '企业投诉' },
  { value: 'grid-worker', label: '网格员上报', aliases: ['网格员', '监督员上报'] },
  { value: 'public-opinion', label: '舆情', aliases: ['媒体曝光'] },
  { value: 'visit-or-letter', label: '来信来访' },
  { value: 'city-app', label: '城市APP', aliases: ['微信公众号', '公众号'] },
] as const satisfies readonly Option[]

export type Channel = (typeof channels)[number]['value']

/** 诉求类型. */
export const requestTypes = [
  { value: 'complaint', label: '投诉' },
  { value: 'help', label: '求助' },
  { value: 'enquiry', label: '咨询' },
  { value: 'suggestion', label: '建议' },
  { value: 'report', label: '举报' },
  { value: 'praise', label: '表扬' },
] as const satisfies readonly Option[]

export type RequestType = (typeof requestTypes)[number]['value']

/** 紧急程度. */
export const urgencies = [
  { value: 'normal', label: '一般' },
  { value: 'urgent', label: '紧急' },
  { value: 'critical', label: '特急' },
] as const satisfies readonly Option[]

export type Urgency = (typeof urgencies)[number]['value']

/** 满意度. What the caller said when called back; `unrated` did not say. */
export const satisfactions = [
  { value: 'very-satisfied', label: '非常满意' },
  { value: 'satisfied', label: '满意' },
  { value: 'fairly-satisfied', label: '基本满意' },
  { value: 'dissatisfied', label: '不满意' },
  { value: 'unrated', label: '未评价' },
] as const satisfies readonly Option[]

export type Satisfaction = (typeof satisfactions)[number]['value']
