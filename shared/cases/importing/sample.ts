import type { FieldKey } from './fields.ts'

/** 样例文件. A small file of cases as texts: its headings, and rows below them. */
export interface CaseSampleFile {
  headings: readonly string[]
  rows: readonly (readonly string[])[]
}

const fields = ['number', 'channel', 'type', 'urgency', 'title', 'subjectOne', 'street', 'state', 'received', 'repeated', 'cost', 'name', 'phone', 'text'] as const satisfies readonly FieldKey[] // prettier-ignore

type Texts = Readonly<Record<(typeof fields)[number], string>>

const file = (headings: Texts, rows: readonly Texts[]): CaseSampleFile => ({
  headings: fields.map((field) => headings[field]),
  rows: rows.map((row) => fields.map((field) => row[field])),
})

const zh: Texts = { number: 'YL2026-0001', channel: '12345热线', type: '投诉', urgency: '一般', title: '示例街路灯不亮', subjectOne: '城市管理', street: '示例街', state: '待派单', received: '2026-03-05 09:12:00', repeated: '否', cost: '', name: '示例人', phone: '15400000001', text: '示例街12号门前路灯连续三天不亮。' } // prettier-ignore
const en: Texts = { number: 'SAMPLE-0001', channel: 'hotline', type: 'complaint', urgency: 'normal', title: 'Street lamp out', subjectOne: 'City management', street: 'Sample Street', state: 'registered', received: '2026-03-05 09:12:00', repeated: 'no', cost: '', name: 'Sample', phone: '15400000001', text: 'The lamp before 12 Sample Street has been out for three days.' } // prettier-ignore

/**
 * Three rows that are taken and two that are refused: a day that no calendar has, and a channel and an amount that nobody
 * can read. They name no unit, so that they can be tried in every district.
 */
export const caseSampleFiles: Readonly<Record<'zh' | 'en', CaseSampleFile>> = {
  zh: file(
    { number: '编号', channel: '来源', type: '类型', urgency: '紧急程度', title: '标题', subjectOne: '一级分类', street: '街道', state: '状态', received: '受理时间', repeated: '重复', cost: '处置费用（元）', name: '诉求人', phone: '联系电话', text: '诉求内容' },
    [
      zh,
      { ...zh, number: 'YL2026-0002', channel: '城市留言板', type: '建议', title: '建议增设座椅', received: '2026年3月6日 8时30分' },
      { ...zh, number: 'YL2026-0003', urgency: '紧急', title: '井盖缺失', received: '2026/3/6 10:05', cost: '1,200.00' },
      { ...zh, number: 'YL2026-0004', title: '日期不存在', received: '2026-02-30 10:00' },
      { ...zh, number: 'YL2026-0005', channel: '热线电话线', title: '来源和费用不明', cost: '约500' },
    ],
  ),
  en: file(
    { number: 'Case number', channel: 'Channel', type: 'Type', urgency: 'Urgency', title: 'Title', subjectOne: 'Subject, level 1', street: 'Street', state: 'State', received: 'Received', repeated: 'Repeated', cost: 'Cost', name: 'Caller', phone: 'Phone', text: 'Text' },
    [
      en,
      { ...en, number: 'SAMPLE-0002', channel: 'message-board', type: 'suggestion', title: 'More benches', received: '2026-03-06T08:30:00+08:00' },
      { ...en, number: 'SAMPLE-0003', urgency: 'urgent', title: 'Manhole cover missing', received: '2026/3/6 10:05', cost: '1,200.00' },
      { ...en, number: 'SAMPLE-0004', title: 'A day that does not exist', received: '2026-02-30 10:00' },
      { ...en, number: 'SAMPLE-0005', channel: 'phone line', title: 'Channel and cost unclear', cost: 'about 500' },
    ],
  ),
} // prettier-ignore
