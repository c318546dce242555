import type { BatchAnswer, ChangeSet } from '#shared/base/changes'
import type { BatchLine, RowColumns, TileAddress } from '#shared/base/contract'
import type { ReferenceOption } from '#shared/base/kinds'
import { yearAndUnit } from '#shared/base/place'
import { sheetNames, type Place, type Row, type Sheet, type SheetName } from '#shared/base/sheet'
import { computed, type ComputedContext } from '#shared/budget/computed'
import { executedByProject } from '#shared/budget/executed'
import { optionsOf } from '#shared/options'
import { sheets } from '#shared/sheets'
import { caseImportAddress } from './addresses.ts'
import { call } from './call.ts'
import { Feed, type Spot } from './feed.ts'
import { cellsOf } from './rows.ts'
import { session } from './session.svelte.ts'
import { SheetModel } from './sheet/model.svelte.ts'
import { nextOf } from './sheet/past.ts'
import type { SheetSource } from './sheet/sheet.ts'
import { fillFromTiles } from './tiles.ts'
import { troubleOf } from './trouble.ts'
import { shelfOf } from './shelf.ts'
import { mint } from './ulid.ts'
import { isKept, Keeper } from './unsent/keeper.ts'
import { unsent } from './unsent/unsent.svelte.ts'
import { words } from './words.svelte.ts'

const registers: readonly SheetName[] = ['units', 'functional-subjects', 'economic-subjects']

/** Which registers the references of a sheet name, beside sheets of its own place. */
const registersOf = (names: readonly SheetName[]): SheetName[] => {
  const named = names.flatMap((name) =>
    sheets[name].columns.flatMap(({ kind }) => (kind.name === 'reference' ? [kind.sheet] : [])),
  )
  return registers.filter((register) => named.includes(register) && !names.includes(register))
}

/**
 * 账簿. The sheets of one place that a screen shows together: opened in one call, followed by one feed. What one sheet's
 * rows say, another's references and computed cells use at once.
 */
export class Book {
  readonly place: Place
  readonly models: ReadonlyMap<SheetName, SheetModel>
  readonly #feed: Feed
  readonly #registers: ReadonlyMap<SheetName, readonly Row[]>
  readonly #options = new Map<string, readonly ReferenceOption[]>()
  readonly #keepers: Keeper[] = []
  /** whose work it is, whoever signs in meanwhile */
  readonly #by = session.me?.account ?? ''
  #executed: ComputedContext['executed'] = new Map()

  constructor(place: Place, opened: readonly RowColumns[], registers: readonly RowColumns[], feed: Feed) {
    this.place = place
    this.#feed = feed
    this.#registers = new Map(registers.map((rows) => [rows.sheet, cellsOf(rows)]))
    this.#sum(opened)
    this.models = new Map(opened.map((rows) => [rows.sheet, this.#model(rows)]))
    feed.where = () => this.#spot()
  }

  /** What is to happen when the rows have to be opened again, whole. */
  set anew(again: () => void) {
    this.#feed.anew = again
  }

  close(): void {
    this.#feed.close()
    for (const keeper of this.#keepers) keeper.close()
    for (const { outbox } of this.models.values()) unsent.leave(outbox)
  }

  /** The rows of a sheet as they show, unsaved edits among them; read anew with every change. */
  rowsOf(name: SheetName): Row[] {
    const model = this.models.get(name)
    void model?.tick
    return model ? rowsIn(model) : []
  }

  /** Sends a change of its own making, such as a step, and looks for what came of it. */
  submit(name: SheetName, change: ChangeSet): Promise<BatchAnswer> {
    return this.#source(name).submit(change)
  }

  registerRows(name: SheetName): readonly Row[] {
    return this.#registers.get(name) ?? []
  }

  #model(rows: RowColumns): SheetModel {
    const { sheet: name } = rows
    const sheet = sheets[name]
    const functions = computed[name]
    const keeping = isKept(sheet) ? this.#keeper(sheet) : undefined
    const model = new SheetModel({
      sheet,
      rows,
      place: this.place,
      rights: new Set(session.me?.rights),
      source: this.#source(name),
      keeping,
      lookups: (of) => this.#optionsOf(of),
      ...(functions ? { computed: this.#computed(functions) } : {}),
      now: () => session.now(),
      mint: () => mint(session.now()),
      frozen: name === 'projects' || name === 'figures' ? 2 : 1,
      leaving: {
        who: () => session.me?.name ?? '',
        tell: (what) => session.run(() => call.exports.begin(what)),
      },
      views: shelfOf(name),
      importAt: name === 'cases' && session.may('cases:import-history') ? caseImportAddress() : undefined,
      changed: () => this.#changed(name),
    })
    unsent.watch(model.outbox)
    return model
  }

  /** The cell under the cursor of the sheet that has the keys. */
  #spot(): Spot | undefined {
    const model = [...this.models.values()].find(({ focused }) => focused)
    if (!model) return undefined
    const { active } = model.selection
    const [slot, column] = [model.slotAt(active.row), model.columnAt(active.column)?.key]
    if (slot === undefined || column === undefined || model.rows.isLocal(slot)) return undefined
    return { sheet: model.sheet.name, row: model.rows.store.idOf(slot), column }
  }

  #keeper(sheet: Sheet): Keeper {
    const keeper = new Keeper(sheet, this.place)
    this.#keepers.push(keeper)
    return keeper
  }

  #computed(functions: NonNullable<(typeof computed)[SheetName]>) {
    return Object.fromEntries(
      Object.entries(functions).map(([key, compute]) => [
        key,
        (row: Pick<Row, 'id' | 'cells'>) => compute(row, { executed: this.#executed }),
      ]),
    )
  }

  #source(name: SheetName): SheetSource {
    const history = session.may('history:read')
      ? async (row: string, column: string) =>
          (await session.run(() => call.rows.history({ place: this.place, sheet: name, row, column }))).entries
      : undefined
    return {
      follow: (follower) => this.#feed.follow(follower),
      submit: async (change) => {
        const answer = await session.run(() => call.changes.submit({ ...change, by: this.#by }))
        this.#feed.soon()
        return answer
      },
      batch: async (batch) => {
        const answer = await session.run(() => call.changes.batch({ batch }))
        if (answer.state === 'applied') this.#feed.soon()
        return answer
      },
      undo: async (batch, as) => {
        const answer = await session.run(() => call.changes.undo({ batch, as, by: this.#by }))
        this.#feed.soon()
        return answer
      },
      history,
      trouble: troubleOf,
      past: { next: (way) => this.#next(name, way) },
    }
  }

  /** One's newest batch in a sheet of this place that can be taken back, or brought again: page by page of one's list. */
  async #next(name: SheetName, way: 'undo' | 'redo'): Promise<BatchLine | undefined> {
    for (let before: string | undefined; ;) {
      const { batches, more } = await session.run(() => call.changes.list(before === undefined ? {} : { before }))
      const found = nextOf(batches.filter(({ sheet, place }) => sheet === name && place === this.place), way) // prettier-ignore
      if (found !== undefined) return found === 'none' ? undefined : found
      const last = batches[batches.length - 1]
      if (!more || !last) return undefined
      before = `${last.at}#${last.batch}`
    }
  }

  #optionsOf(of: string): readonly ReferenceOption[] {
    const known = this.#options.get(of)
    if (known) return known
    const name = registers.find((register) => register === of)
    const rows = name ? this.registerRows(name) : this.#rowsOf(of)
    const options = optionsOf(name ?? sheetNamed(of), rows, yearAndUnit(this.place)?.year)
    this.#options.set(of, options)
    return options
  }

  #rowsOf(of: string): Row[] {
    const model = [...this.models.values()].find(({ sheet }) => sheet.name === of)
    return model ? rowsIn(model) : []
  }

  /** Rows of one sheet have changed: others name them, or add them up. */
  #changed(name: SheetName): void {
    if (name === 'entries') {
      const entries = this.models.get('entries')
      if (entries) this.#executed = executedByProject(pairsIn(entries))
      this.models.get('projects')?.recompute()
    }
    if (name === 'projects' || name === 'score-sheets') {
      this.#options.delete(name)
      for (const model of this.models.values()) if (refersTo(model.sheet, name)) model.renewOptions()
    }
  }

  #sum(opened: readonly RowColumns[]): void {
    const entries = opened.find(({ sheet }) => sheet === 'entries')
    if (!entries) return
    this.#executed = executedByProject(
      cellsOf(entries).map(({ cells }) => [String(cells.project ?? ''), Number(cells.amount ?? 0)]),
    )
  }
}

const sheetNamed = (of: string): SheetName => sheetNames.find((name) => name === of) ?? 'projects'

const refersTo = ({ columns }: Sheet, name: SheetName): boolean =>
  columns.some(({ kind }) => kind.name === 'reference' && kind.sheet === name)

/** The rows of a model as they show, its unsaved edits among them. */
function rowsIn({ rows, sheet }: SheetModel): Row[] {
  return [...rows.store.slots()].map((slot) => ({
    id: rows.isLocal(slot) ? rows.idForCreation(slot) : rows.store.idOf(slot),
    rev: rows.revOf(slot),
    cells: Object.fromEntries(sheet.columns.map(({ key }, index) => [key, rows.store.cell(slot, index)])),
  }))
}

/** Project and amount of every entry as it shows. */
function pairsIn({ rows, sheet }: SheetModel): [string, number][] {
  const [project, amount] = ['project', 'amount'].map((key) => sheet.columns.findIndex((column) => column.key === key))
  return [...rows.store.slots()].map((slot) => [
    String(rows.store.cell(slot, project ?? 0) ?? ''),
    Number(rows.store.cell(slot, amount ?? 0) ?? 0),
  ])
}

/** Opens the sheets of a place and the registers that they name. */
export async function openBook(place: Place, names: readonly SheetName[]): Promise<Book> {
  const wanted = registersOf(names)
  const [opened, named] = await Promise.all([
    call.rows.open({ place, sheets: [...names] }),
    wanted.length > 0 ? call.rows.open({ place: '', sheets: wanted }) : undefined,
  ])
  const registers = named?.sheets ?? []
  const { sheets: rows, tiles, cursor } = opened
  if (!tiles) return new Book(place, rows, registers, new Feed(place, [...names], cursor))
  return bookOfTiles({ place, names, registers, tiles, cursor })
}

interface Tiled {
  place: Place
  names: readonly SheetName[]
  registers: readonly RowColumns[]
  tiles: readonly TileAddress[]
  cursor: string
}

/** A sheet that comes as tiles: shown with its newest month, followed when all of it is there. */
async function bookOfTiles({ place, names, registers, tiles, cursor }: Tiled): Promise<Book> {
  let filled: (value: unknown) => void = () => undefined
  const ready = new Promise((done) => (filled = done))
  const empty = names.map((sheet): RowColumns => ({ sheet, rows: [], revs: [], columns: [] }))
  const feed = new Feed(place, [...names], cursor, ready)
  const book = new Book(place, empty, registers, feed)
  const [model] = book.models.values()
  if (!model) return book
  const { first, all } = fillFromTiles(tiles, model)
  // Tiles are minutes old: what came since is read at once.
  all.then(filled).then(
    () => feed.look(),
    (error: unknown) => {
      reportError(error)
      model.notice = { text: words.say.cases.incomplete }
    },
  )
  await first
  return book
}
