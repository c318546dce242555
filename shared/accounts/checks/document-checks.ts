import type { Check } from './check.ts'

/** 文字与结构核对. Checks of texts and of what the document holds. */
export const documentChecks = [
  {
    no: 54,
    title: '说明中的年度应是本年或上年',
    equation: '年度 ∈ {本年, 上年}，截至日为本年12月31日',
    rule: 'text.year',
    lines: [{ relation: 'document', what: 'years' }],
  },
  {
    no: 55,
    title: '单位名称应处处相同',
    equation: '单位名称全文一致',
    rule: 'text.unit-name',
    lines: [{ relation: 'document', what: 'unitName' }],
  },
  {
    no: 56,
    title: '科目名称应与本年度科目表一致',
    equation: '科目编码 ↔ 名称 ↔ 年度科目表',
    rule: 'subject.name',
    lines: [{ relation: 'document', what: 'subjectNames' }],
  },
  {
    no: 57,
    title: '文字中不应留有模板的占位和提示',
    equation: '没有模板残留：XX、增加（减少）、填写提示',
    rule: 'template.residue',
    lines: [{ relation: 'document', what: 'residue' }],
  },
  {
    no: 58,
    title: '比率应有百分号，金额应有单位',
    equation: '比率带%，金额带单位',
    rule: 'style.unit',
    lines: [{ relation: 'document', what: 'units' }],
  },
  {
    no: 60,
    title: '各部分和九张表都应公开，空表应有说明',
    equation: '目录 = 正文：各部分、各表齐全',
    rule: 'structure.missing-part',
    lines: [{ relation: 'document', what: 'parts' }],
  },
  {
    no: 66,
    title: '比率应一律保留两位小数',
    equation: '比率两位小数（0和100除外）',
    rule: 'style.decimals',
    lines: [{ relation: 'document', what: 'decimals' }],
  },
  {
    no: 67,
    title: '为0的项目不必列出',
    equation: '§二、§三 不列0.00万元的项目',
    rule: 'template.zero-items',
    lines: [{ relation: 'document', what: 'nilItems' }],
  },
  {
    no: 68,
    title: '自评表的年度总体目标应以文字写明',
    equation: '年度总体目标为文字',
    rule: 'structure.text-expected',
    lines: [{ relation: 'document', what: 'goals' }],
  },
] as const satisfies readonly Check[]
