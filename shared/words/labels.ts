import type { Event } from '#shared/base/event'
import type { ColumnKey } from '#shared/base/cell'
import type { SheetName } from '#shared/base/sheet'
import { roles, type Role, type RoleLine } from '#shared/people/roles'
import { sheets } from '#shared/sheets'

export type Language = 'zh' | 'en'

/** Sheets and their columns in English; in Chinese they are where the sheets are described. */
const english: Record<SheetName, { label: string; columns: Record<ColumnKey, string> }> = {
  units: {
    label: 'Responsible units',
    columns: { code: 'Code', name: 'Name', short: 'Short name', kind: 'Kind', standing: 'Standing', note: 'Note' },
  },
  'functional-subjects': {
    label: 'Functional subjects',
    columns: {
      code: 'Code',
      name: 'Name',
      level: 'Level',
      validFrom: 'From year',
      validTo: 'To year',
      superseded: 'Former name',
      note: 'Note',
    },
  },
  'economic-subjects': {
    label: 'Economic subjects',
    columns: {
      code: 'Code',
      name: 'Name',
      level: 'Level',
      validFrom: 'From year',
      validTo: 'To year',
      superseded: 'Former name',
      note: 'Note',
    },
  },
  projects: {
    label: 'Budget projects',
    columns: {
      code: 'Code',
      name: 'Project',
      kind: 'Kind of expenditure',
      functional: 'Functional subject',
      original: 'Original (万元)',
      adjusted: 'Adjusted (万元)',
      executed: 'Outturn (万元)',
      rate: 'Rate',
      attribute: 'Attribute',
      type: 'Type',
      fund: 'Source of money',
      note: 'Note',
    },
  },
  entries: {
    label: 'Ledger entries',
    columns: {
      day: 'Day',
      project: 'Project',
      functional: 'Functional subject',
      economic: 'Economic subject',
      amount: 'Amount (元)',
      payee: 'Payee',
      memo: 'Memo',
    },
  },
  receipts: {
    label: 'Receipts',
    columns: {
      day: 'Day',
      source: 'Source of income',
      functional: 'Functional subject',
      amount: 'Amount (元)',
      memo: 'Memo',
    },
  },
  'table-cells': {
    label: 'Entered table cells',
    columns: {
      key: 'Cell',
      amount: 'Amount (万元)',
      origin: 'Origin',
      file: 'File',
      note: 'Explanation of difference',
    },
  },
  particulars: {
    label: 'Other data',
    columns: { key: 'Key', amount: 'Amount (万元)', count: 'Count', day: 'Day', note: 'Note' },
  },
  texts: { label: 'Texts', columns: { key: 'Key', text: 'Text' } },
  'score-sheets': {
    label: 'Score sheets',
    columns: {
      title: 'Title',
      whole: 'Whole unit',
      project: 'Project',
      category: 'Category',
      executionWeight: 'Weight of execution',
      goal: 'Objective',
      outputs: 'Outputs and outcomes',
      problems: 'Problems',
      deviation: 'Reasons of deviation',
      improvement: 'Improvement and use of results',
      budget: 'Budget as printed',
      executed: 'Outturn as printed',
      rate: 'Rate as printed',
      executionScore: 'Execution score as printed',
      total: 'Total as printed',
      basicTotal: 'Basic expenditure as printed',
      projectTotal: 'Project expenditure as printed',
      order: 'Order',
    },
  },
  indicators: {
    label: 'Indicators',
    columns: {
      sheet: 'Score sheet',
      goal: 'Goal',
      levelOne: 'Level 1',
      levelTwo: 'Level 2',
      name: 'Indicator',
      kind: 'Kind',
      target: 'Target',
      actual: 'Actual',
      weight: 'Weight',
      score: 'Score',
      reason: 'Reason of deviation',
      order: 'Order',
    },
  },
  figures: {
    label: 'Recorded figures',
    columns: {
      key: 'Key',
      label: 'Figure',
      code: 'Subject code',
      value: 'As printed',
      unit: 'Unit',
      year: 'Year',
      section: 'Part',
      where: 'Place',
      origin: 'Origin',
      formula: 'Formula',
      over: 'Over',
      order: 'Order',
      note: 'Note',
    },
  },
  accounts: {
    label: 'Accounts',
    columns: {
      name: 'Name',
      login: 'Login',
      unit: 'Unit',
      roles: 'Roles',
      state: 'State',
      factor: '2nd factor',
      lastSignIn: 'Last sign-in',
    },
  },
  cases: {
    label: 'Requests',
    columns: {
      number: 'Number',
      channel: 'Channel',
      outside: 'Outside number',
      type: 'Type',
      urgency: 'Urgency',
      title: 'Title',
      subjectOne: 'Subject 1',
      subjectTwo: 'Subject 2',
      subjectThree: 'Subject 3',
      street: 'Street',
      community: 'Community',
      grid: 'Grid',
      longitude: 'Longitude',
      latitude: 'Latitude',
      state: 'State',
      badges: 'Badges',
      confidential: 'Confidential',
      unit: 'Lead unit',
      supporting: 'Supporting unit',
      received: 'Received',
      registered: 'Registered',
      dispatched: 'Dispatched',
      due: 'Due',
      closed: 'Closed',
      followedUp: 'Followed up',
      satisfaction: 'Satisfaction',
      onTime: 'On time',
      repeated: 'Repeated',
      cost: 'Cost (元)',
      tags: 'Tags',
      note: 'Note',
      accepted: 'Accepted',
      reported: 'Reported back',
      firstClosed: 'First closed',
      asked: 'Extension asked to',
      suspended: 'Suspended',
      review: 'Review on',
      dispatches: 'Dispatches',
      returns: 'Returns',
      reworks: 'Reworks',
      reopened: 'Reopenings',
      tries: 'Calls',
      pressed: 'Pressed at level',
      contacted: 'Contacted',
      solved: 'Solved',
      answered: 'Answered at once',
      mergedInto: 'Merged into',
      takenBy: 'Taken by',
    },
  },
  limits: {
    label: 'Time limits',
    columns: {
      type: 'Type',
      urgency: 'Urgency',
      tag: 'Tag',
      accept: 'To accept',
      acceptUnit: 'Unit (accept)',
      finish: 'To finish',
      finishUnit: 'Unit (finish)',
      basis: 'Basis',
    },
  },
  'calendar-days': { label: 'Holidays', columns: { day: 'Day', kind: 'Free or worked', name: 'Holiday' } },
  'work-periods': { label: 'Hours of work', columns: { from: 'From', to: 'To' } },
}

/** A sheet's name as its tab bears it. */
export const sheetLabel = (sheet: SheetName, language: Language = 'zh'): string =>
  language === 'en' ? english[sheet].label : sheets[sheet].label

/** A column's heading; the key itself where no column bears it. */
export function columnLabel(sheet: SheetName, key: ColumnKey, language: Language = 'zh'): string {
  const chinese = sheets[sheet].columns.find((column) => column.key === key)?.label
  if (chinese === undefined) return key
  return (language === 'en' ? english[sheet].columns[key] : undefined) ?? chinese
}

const englishRoles: Record<Role, string> = {
  intake: 'Intake operator',
  dispatcher: 'Dispatcher',
  handler: 'Unit handler',
  'call-back': 'Call-back operator',
  supervisor: 'Supervisor',
  registrar: 'Registrar',
  accountant: 'Accountant',
  reviewer: 'Reviewer',
  leader: 'Leader',
  publisher: 'Publisher',
  'system-administrator': 'System administrator',
  'security-administrator': 'Security administrator',
  auditor: 'Auditor',
}

export const roleLabel = (role: Role, language: Language = 'zh'): string =>
  language === 'en' ? englishRoles[role] : roles[role].label

type Facets = Pick<RoleLine, 'rows' | 'writes' | 'personal' | 'confidential'>

const englishFacets: Record<Role, Facets> = {
  intake: {
    rows: 'Requests registered by oneself today; of others from the same caller or place only number, title, state, unit and dates',
    writes: 'What is registered before a case is opened; own drafts',
    personal: 'Of the request being registered',
    confidential: 'May mark them, not see them again',
  },
  dispatcher: {
    rows: 'All requests',
    writes: 'Opening, declining, dispatching, merging, splitting; categories, units, limits by rule',
    personal: 'Masked; shown once a purpose is given',
    confidential: 'No',
  },
  handler: {
    rows: 'Requests sent to the own unit; of shared ones its own part',
    writes: 'Receipt, reply, files, progress, return, extension, appeal',
    personal: 'Once a purpose is given, 50 times a day',
    confidential: 'Never',
  },
  'call-back': {
    rows: 'Requests waiting for a call-back',
    writes: 'Contacted, solved, satisfied, remarks, redo',
    personal: 'Telephone, once a purpose is given',
    confidential: 'Through the supervisor',
  },
  supervisor: {
    rows: 'All requests',
    writes: 'Supervision, extension, suspension, rulings, closing, quality checks, appeals of levels one and two',
    personal: 'Once a purpose is given',
    confidential: 'After verifying again and giving a purpose',
  },
  registrar: {
    rows: 'Registers: units, grids, subjects, calendar, limits, templates, knowledge, duty',
    writes: 'All of these',
    personal: 'No',
    confidential: 'No',
  },
  accountant: {
    rows: 'Budget, ledger, final accounts, score sheets, texts',
    writes: 'All of these; submits for review',
    personal: 'No',
    confidential: 'No',
  },
  reviewer: {
    rows: 'Submitted editions and their sheets, read only',
    writes: 'Verdicts of checks, review, secrecy check, return',
    personal: 'No',
    confidential: 'No',
  },
  leader: {
    rows: 'Everything, read only; figures and reports',
    writes: 'Sign-off, agreement to withdraw, appeals of level three, freezing a month',
    personal: 'Masked',
    confidential: 'No',
  },
  publisher: {
    rows: 'Editions',
    writes: 'Time of publication, asking to withdraw, notices, texts of the public site',
    personal: 'No',
    confidential: 'No',
  },
  'system-administrator': {
    rows: 'Accounts and units, no requests',
    writes: 'Opens, disables and resets accounts; units; names the first security administrator',
    personal: 'No',
    confidential: 'No',
  },
  'security-administrator': {
    rows: 'Roles of accounts, policies, keys, no requests',
    writes: 'Gives and takes roles, resets, ends sessions',
    personal: 'No',
    confidential: 'No',
  },
  auditor: {
    rows: 'All changes and sign-ins, read only',
    writes: 'Nothing',
    personal: 'Masked',
    confidential: 'Hashes only',
  },
}

/** What a role sees and does, in words for the table of rights. */
export const roleFacets = (role: Role, language: Language = 'zh'): Facets =>
  language === 'en' ? englishFacets[role] : roles[role]

/** What an event did to its row. */
export const actLabels: Record<Language, Record<Event['act'], string>> = {
  zh: { create: '新增', import: '导入历史', set: '修改', step: '办理', void: '作废', restore: '恢复', note: '记录' },
  en: {
    create: 'Created',
    import: 'Taken over',
    set: 'Changed',
    step: 'Step',
    void: 'Voided',
    restore: 'Restored',
    note: 'Noted',
  },
}
