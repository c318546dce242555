import type { BatchId, ChangeSet } from '#shared/base/changes'
import type { Place, SheetName } from '#shared/base/sheet'
import type { Draft, Intent, Tray } from '../sheet/sheet.ts'

/** The form of what is kept; what an older page kept in another form is left alone until its time is over. */
export const form = 1

/** Hours for which the browser keeps what could not be sent. */
export const keptHours = 24

/** Whose it is, where it belongs, and which page holds it. */
interface Belonging {
  form: typeof form
  account: string
  sheet: SheetName
  place: Place
  tab: string
  at: string
}

/** 待发. One gesture from the moment it is made until the server has answered for all of it. */
export interface KeptGesture extends Belonging {
  batch: BatchId
  /** the page's own order, where two are of one moment */
  n: number
  gesture: ChangeSet['gesture']
  cells: number
  /** taken away when its time was over: only that it was there is still told */
  intent?: Intent | undefined
}

export interface KeptTray extends Belonging, Tray {
  key: string
}

export interface KeptDraft extends Belonging, Draft {
  key: string
}
