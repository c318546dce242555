/** 诉求步骤. The name of each step of a case's life, and what it is called; the steps themselves are in `steps.ts`. */
export const stepLabels = {
  register: '立案',
  refuse: '不予受理',
  answer: '即时答复',
  dispatch: '派单',
  arbitrate: '裁定',
  reassign: '改派',
  accept: '签收',
  'send-back': '退单',
  report: '反馈',
  rework: '退回重办',
  close: '结案',
  'ask-extension': '申请延期',
  extend: '准予延期',
  'refuse-extension': '不予延期',
  suspend: '挂账',
  resume: '恢复办理',
  press: '督办',
  'follow-up': '回访',
  reopen: '重办',
  archive: '归档',
  merge: '并案',
  split: '拆出',
} as const

export type CaseStep = keyof typeof stepLabels

export const isCaseStep = (name: string): name is CaseStep => Object.hasOwn(stepLabels, name)

export const caseStepNames = Object.keys(stepLabels).filter(isCaseStep)
