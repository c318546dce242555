import type { Kind } from '#shared/base/cell'
import type { Cells } from '#shared/base/sheet'
import { cases } from '#shared/cases/columns'
import type { SheetModel } from '#web/sheet/model.svelte.ts'
import { select } from '#web/sheet/selection.ts'

const textFor = (kind: Kind, n: number): string =>
  kind.name === 'choice' ? (kind.options[n % kind.options.length]?.label ?? '') : `后湖街第${n % 3000}号`

/** What a bench does with a large sheet, and the plain programs that it is held against. */
export class YearPage {
  readonly model: SheetModel
  #canvas: HTMLCanvasElement | undefined
  #frame = 0
  #objects: Cells[] = []
  #pasted = ''

  constructor(model: SheetModel) {
    this.model = model
  }

  /** Takes the tiles that lie beside the page from one number up to another, the newest first. */
  async load(from: number, to: number): Promise<void> {
    const { decodeTile } = await import('#shared/base/tile')
    for (let tile = from; tile < to; tile++) {
      const bytes = await (await fetch(`tiles/${tile}.arrow`)).arrayBuffer()
      await new Promise<void>((done) => this.model.takeTile(decodeTile(cases, new Uint8Array(bytes)), done))
    }
  }

  /** Groups by columns. */
  group(columns: readonly string[]): Promise<void> {
    this.model.view.filters = new Map()
    this.model.view.sort = []
    this.model.view.groups = columns
    return this.#reapplied()
  }

  jump(row: number): void {
    const column = this.model.selection.active.column
    this.model.select(select({ row, column }))
  }

  sort(columns: readonly string[], descending: boolean): Promise<void> {
    this.model.view.groups = []
    this.model.view.sort = columns.map((column) => ({ column, descending }))
    return this.#reapplied()
  }

  /** A text in the title, and two lists. */
  filter(text: string): Promise<void> {
    const { view, rows } = this.model
    view.groups = []
    const some = (key: string, count: number) =>
      new Set(Array.from({ length: count }, (_, i) => rows.store.dictionary(rows.store.indexOf(key)).word(1 + i)))
    view.filters = new Map([
      ['title', { column: 'title', conditions: [{ asks: 'contains', text }] }],
      ['street', { column: 'street', only: some('street', 8) }],
      ['unit', { column: 'unit', only: some('unit', 30) }],
    ])
    view.sort = []
    return this.#reapplied()
  }

  /** Makes the list of a column's values with their counts, as far as it is shown. */
  values(key: string): Promise<number> {
    this.model.view.filters = new Map()
    return new Promise((done) => this.model.view.list(key, (list) => done(list?.lines(0, 500).length ?? 0)))
  }

  #reapplied(): Promise<void> {
    return new Promise((done) => this.model.reapply(done))
  }

  /** The same rows as objects. */
  plain(): void {
    const { store } = this.model.rows
    const title = store.indexOf('title')
    this.#objects = store.slots().map((slot) => ({ id: store.idOf(slot), title: store.cell(slot, title) }))
  }

  sortPlain(): void {
    const { compare } = new Intl.Collator('zh-CN', { numeric: true })
    this.#objects = [...this.#objects].sort((one, other) => compare(String(one.title), String(other.title)))
  }

  /** So many rows of ten columns for the clipboard, other ones each round. */
  prepare(rows: number, round: number): void {
    const { columns, view } = this.model
    const from = columns.placeOf(this.model.rows.store.indexOf('channel'))
    const kinds = columns.shown.slice(from, from + 10).map(({ column }) => column.kind)
    const line = (row: number): string => kinds.map((kind, i) => textFor(kind, row * 7 + i + round)).join('\t')
    this.#pasted = Array.from({ length: rows }, (_, row) => line(row)).join('\n')
    view.filters = new Map()
    view.sort = []
    this.model.reapply(() => {
      this.model.select(select({ row: 20, column: from }))
      this.model.editor.focus()
    })
  }

  /** As the system's clipboard would. */
  paste(): void {
    const data = new DataTransfer()
    data.setData('text/plain', this.#pasted)
    const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
    document.activeElement?.dispatchEvent(event)
  }

  /** A canvas over everything, of the size of the sheet's. */
  bare(): void {
    const canvas = document.createElement('canvas')
    const ratio = devicePixelRatio
    canvas.width = this.model.viewport.width * ratio
    canvas.height = this.model.viewport.height * ratio
    canvas.style.cssText = 'position:fixed;inset:0;z-index:99'
    document.body.append(canvas)
    this.#canvas = canvas
  }

  /** As many texts of the sheet as it shows, others each time. */
  fillBare(): void {
    const context = this.#canvas?.getContext('2d', { alpha: false })
    if (!context || !this.#canvas) return
    const { frame } = this.model.viewport
    this.#frame++
    context.fillStyle = '#ffffff'
    context.fillRect(0, 0, this.#canvas.width, this.#canvas.height)
    context.font = `400 13px ${getComputedStyle(document.body).fontFamily}`
    context.fillStyle = '#17212b'
    for (let row = frame.firstRow; row <= frame.lastRow; row++)
      for (const { place, x } of frame.columns) {
        const slot = this.model.slotAt(row + this.#frame * 40) ?? 0
        context.fillText(this.model.printed.text(slot, this.model.indexAt(place)), x + 10, (row - frame.firstRow) * frame.row + 50) // prettier-ignore
      }
  }

  unbare(): void {
    this.#canvas?.remove()
  }
}
