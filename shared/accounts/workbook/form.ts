import type { AccountTable } from '#shared/accounts/table'

/** 栏. `label`: what the lowest heading says; `under`: what headings above it say, each in one of these ways. */
export interface FormColumn {
  key: string
  label: readonly string[]
  under?: readonly (readonly string[])[]
}

/** 行. A line that the form itself names: 本年收入合计. A table without it is told so when `required`. */
export interface FormLine {
  key: string
  label: readonly string[]
  code?: string
  required?: true
}

/** Which register other rows of a side come from: by code and name, or classes by their names alone. */
export type FormRows = 'functional' | 'economic' | 'classes' | 'none'

export interface FormSide {
  columns: readonly FormColumn[]
  lines: readonly FormLine[]
  rows: FormRows
  /** the figure of a cell, as `statement.ts` names it; `row` is a line's key or a code */
  figure: (row: string, column: string) => string
}

/**
 * 表样 to a reader of workbooks: by which names a table, its columns and its lines go in practice, and which figure
 * stands where.
 */
export interface Form {
  no: AccountTable['no']
  /** as titles, sheets and lists of contents call it */
  titles: readonly string[]
  /** beside each other */
  sides: readonly FormSide[]
  /** one row of amounts without a label (公开07表) */
  single: boolean
}
