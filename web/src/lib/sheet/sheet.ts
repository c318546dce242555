import type { Right } from '#shared/base/access'
import type { BatchAnswer, BatchId, ChangeSet } from '#shared/base/changes'
import type { Cell, ColumnKey } from '#shared/base/cell'
import type { Export } from '#shared/base/exports'
import type { BatchLine, FeedEntry, HistoryEntry, Present, RowColumns } from '#shared/base/contract'
import type { ReferenceOption } from '#shared/base/kinds'
import type { RefusalData } from '#shared/base/refusal'
import type { Place, RowId, Sheet } from '#shared/base/sheet'
import type { SavedView } from '#shared/base/views'
import type { Computed } from './rows.ts'
import type { LoadedRows } from './store.ts'
import type { Other } from './unsaved.ts'

/** Why something sent got no answer that could be used. What was typed stays in every case. */
export type Trouble =
  /** the server refused the whole change-set */
  | { why: 'refused'; refusal: RefusalData }
  /** no connection: sent again by itself, in order */
  | { why: 'offline' }
  /** too many at once: sent again by itself */
  | { why: 'busy' }
  /** the session ended: sent again once the person has signed in */
  | { why: 'signed-out' }
  /** a defect, with the reference by which an operator finds it */
  | { why: 'defect'; reference?: string | undefined }

/** What a follower of a place hears. */
export interface Follower {
  /** entries of the feed, in order, of any sheet of the place */
  changed(entries: readonly FeedEntry[]): void
  /** the feed began anew: the rows as they stand now, whole */
  replaced(rows: readonly RowColumns[]): void
  /** who else is on which cell, of any sheet of the place */
  present?(people: readonly Present[]): void
}

/**
 * Where the rows come from and where changes go; `source.ts` has the one that speaks to the API. A promise that is
 * rejected is explained by `trouble`.
 */
export interface SheetSource {
  /** hears of other people's changes until the returned function is called */
  follow(follower: Follower): () => void
  submit(change: ChangeSet): Promise<BatchAnswer>
  /** how far an accepted batch is */
  batch(batch: BatchId): Promise<BatchAnswer>
  /** the inverse of a batch, as a new batch `as` */
  undo(batch: BatchId, as: BatchId): Promise<BatchAnswer>
  /** events of a cell, newest first; absent where the person may not read them */
  history?: ((row: RowId, column: ColumnKey) => Promise<readonly HistoryEntry[]>) | undefined
  trouble(error: unknown): Trouble
  /** what one did before this page was opened; without it undo ends where the page began */
  past?: Past | undefined
}

/** What a gesture asks of the server: a change-set, or that a batch be taken back. */
export type Intent = { change: ChangeSet } | { undo: BatchId; as: BatchId }

/** A cell that was not written as typed: mine waits for the person. */
export interface TrayCell {
  row: RowId
  column: ColumnKey
  state: 'refused' | 'clash'
  /** as typed, where that is known: else as `mine` prints */
  text?: string | undefined
  mine?: Cell | undefined
  seen: Cell
  refusal?: RefusalData | undefined
  other?: Other | undefined
}

/** A row that exists only here: begun, and not yet whole. */
export interface TrayRow {
  id: RowId
  cells: Readonly<Record<ColumnKey, Cell>>
  refused: readonly { column: ColumnKey; text?: string | undefined; refusal: RefusalData }[]
}

/** 托盘. What stands unwritten in a sheet and waits for nobody but the person. */
export interface Tray {
  cells: readonly TrayCell[]
  rows: readonly TrayRow[]
}

/** Text in an open editor. `row` is blank on the line after the last. */
export interface Draft {
  row: RowId
  column: ColumnKey
  text: string
}

/** What an earlier page left unwritten in this sheet. */
export interface Left extends Tray {
  draft?: Draft | undefined
}

/** Where everything that is typed outlives the page until the server has it. */
export interface Keeping {
  /** before it is sent, and again when what is to be sent has changed; resolves when it is kept, or can't be */
  keep(intent: Intent, weight: number): Promise<void>
  /** the server has answered for all of it, or nothing of it was for the server */
  arrived(batch: BatchId, answer?: BatchAnswer): void
  tray(tray: Tray): void
  draft(draft: Draft | undefined): void
  /** hears at once, and whenever more turns up, what was left behind; what is taken is this page's */
  left(take: (left: Left) => boolean): void
  /** whether the browser keeps anything at all */
  readonly able: boolean
}

/** An act on the server's own list of one's batches, when nothing of this page is left to be taken back. */
export interface Past {
  /** one's newest batch in this sheet that can be taken back, or brought again; undefined: there is none */
  next(way: 'undo' | 'redo'): Promise<BatchLine | undefined>
}

/** Where saved views of a sheet are kept, and the address that holds the one that is shown. */
export interface ViewShelf {
  list: () => Promise<readonly SavedView[]>
  save: (view: Pick<SavedView, 'id' | 'rev' | 'name' | 'shared' | 'state'>) => Promise<SavedView>
  remove: (view: Pick<SavedView, 'id' | 'rev'>) => Promise<unknown>
  address: { read: () => string | undefined; write: (text: string | undefined) => void; link: () => string }
}

/**
 * What a sheet on the screen is made of: `<Sheet model={new SheetModel({ … })} />`.
 *
 * The model shows edits at once, sends each gesture as one change-set, keeps what is not acknowledged, follows accepted
 * batches until they are applied, and brings each outcome into its cell: written, clash (the stored value stands, mine
 * waits in the tray), refused (the text stays in its place with the reason). Nothing typed is dropped.
 */
export interface SheetOptions {
  sheet: Sheet
  rows: LoadedRows
  place: Place
  rights: ReadonlySet<Right>
  source: SheetSource
  /** keeps what is typed beyond this page; without it leaving the page is warned of */
  keeping?: Keeping | undefined
  /** rows that a reference column may name, by sheet; the same array as long as nothing has changed */
  lookups?: ((sheet: string) => readonly ReferenceOption[]) | undefined
  /** functions of computed columns; call `model.recompute()` when what they look at beside the row has changed */
  computed?: Readonly<Record<ColumnKey, Computed>> | undefined
  /** the server's time as an instant in UTC */
  now: () => string
  /** a new id, for batches and for rows */
  mint: () => BatchId
  /** columns that stay in place at first; people may change it */
  frozen?: number | undefined
  /** 这个数从哪来 (F4): opens the page's own panel; without it the command is not offered */
  openSource?: ((row: RowId, column: ColumnKey) => void) | undefined
  /** address of the screen that imports rows of this sheet: offered where a paste is too large for one change */
  importAt?: string | undefined
  /** files that leave the sheet: who takes them, and what tells the server; without it they are not offered */
  leaving?: { who: () => string; tell: (what: Export) => Promise<unknown> } | undefined
  /** saved views; without it everybody has but the one */
  views?: ViewShelf | undefined
  /** what a check has found in a cell, as a sentence: the rule and both values; marked with a triangle */
  findings?: ((row: RowId, column: ColumnKey) => string | undefined) | undefined
  /** F1: opens the page's help; without it the sheet's own opens */
  openHelp?: (() => void) | undefined
  /** hears after every change of a row's cells, here or elsewhere: for sums that another sheet shows */
  changed?: (() => void) | undefined
}
