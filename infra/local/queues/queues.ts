import { createHash, randomUUID } from 'node:crypto'
import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import { openBase } from '../base.ts'

/** How a queue behaves; times in seconds. */
export interface Queue {
  name: string
  visibility: number
  delay: number
  retention: number
  /** after so many receipts a message goes to this queue instead */
  dead?: { name: string; receipts: number } | undefined
}

export interface Message {
  id: string
  receipt: string
  body: string
  /** message attributes as they were sent */
  attributes: Record<string, unknown>
  /** milliseconds of the machine's own clock */
  sent: number
  first: number
  receipts: number
}

export interface Sending {
  body: string
  attributes?: Record<string, unknown> | undefined
  delay?: number | undefined
}

const layout = `
  CREATE TABLE IF NOT EXISTS messages (
    place INTEGER PRIMARY KEY AUTOINCREMENT, queue TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL,
    attributes TEXT NOT NULL, sent INTEGER NOT NULL, visible INTEGER NOT NULL, first INTEGER, receipts INTEGER NOT NULL,
    receipt TEXT);
  CREATE INDEX IF NOT EXISTS waiting ON messages (queue, visible);
  CREATE INDEX IF NOT EXISTS held ON messages (receipt) WHERE receipt IS NOT NULL`

export const md5 = (text: string): string => createHash('md5').update(text).digest('hex')

/**
 * Queues in one SQLite file. A message is acknowledged when it is on disk, and lives until it is deleted or its time is
 * over. Nobody holds a message across a start, so what was held when the last one ended is to be had again.
 */
export class Queues {
  readonly #base: DatabaseSync
  readonly #known: ReadonlyMap<string, Queue>
  readonly #listeners = new Map<string, Set<() => void>>()

  constructor(file: string, queues: readonly Queue[]) {
    this.#known = new Map(queues.map((queue) => [queue.name, queue]))
    this.#base = openBase(
      file,
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 2000',
      layout,
    )
    this.#run('UPDATE messages SET visible = 0, receipt = NULL WHERE receipt IS NOT NULL')
    for (const { name, retention } of queues) {
      this.#run('DELETE FROM messages WHERE queue = ? AND sent < ?', name, Date.now() - retention * 1000)
    }
  }

  #run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#base.prepare(sql).run(...values).changes)
  }

  find(name: string): Queue | undefined {
    return this.#known.get(name)
  }

  send(name: string, { body, attributes = {}, delay }: Sending): { id: string; md5: string } {
    const queue = this.#known.get(name)
    if (!queue) throw new Error(`no queue is called ${name}`)
    const [id, now] = [randomUUID(), Date.now()]
    const visible = now + (delay ?? queue.delay) * 1000
    const sql = `INSERT INTO messages (queue, id, body, attributes, sent, visible, receipts) VALUES (?, ?, ?, ?, ?, ?, 0)`
    this.#run(sql, name, id, body, JSON.stringify(attributes), now, visible)
    this.#tell(name)
    return { id, md5: md5(body) }
  }

  /** Takes up to `most` messages for a while; those that were taken too often move to the dead-letter queue. */
  receive(name: string, most: number, visibility = this.#known.get(name)?.visibility ?? 30): Message[] {
    const now = Date.now()
    const dead = this.#known.get(name)?.dead
    if (dead) this.#bury(name, dead, now)
    const sql = 'SELECT place FROM messages WHERE queue = ? AND visible <= ? ORDER BY place LIMIT ?'
    const rows = this.#base.prepare(sql).all(name, now, most)
    return rows.map(({ place }) => this.#hold(Number(place), now, now + visibility * 1000))
  }

  #hold(place: number, now: number, until: number): Message {
    const sql = `UPDATE messages SET receipts = receipts + 1, first = coalesce(first, ?), visible = ?, receipt = ?
                 WHERE place = ? RETURNING id, receipt, body, attributes, sent, first, receipts`
    const row = this.#base.prepare(sql).get(now, until, randomUUID(), place) ?? {}
    return {
      id: String(row.id),
      receipt: String(row.receipt),
      body: String(row.body),
      attributes: JSON.parse(String(row.attributes)) as Record<string, unknown>,
      sent: Number(row.sent),
      first: Number(row.first),
      receipts: Number(row.receipts),
    }
  }

  #bury(name: string, { name: dead, receipts }: { name: string; receipts: number }, now: number): void {
    const sql = `UPDATE messages SET queue = ?, receipts = 0, first = NULL, receipt = NULL
                 WHERE queue = ? AND visible <= ? AND receipts >= ?`
    if (this.#run(sql, dead, name, now, receipts) > 0) this.#tell(dead)
  }

  /** Whether the receipt still held its message. */
  delete(receipt: string): boolean {
    return this.#run('DELETE FROM messages WHERE receipt = ?', receipt) > 0
  }

  /** Makes a held message to be had again after so many seconds. */
  hide(receipt: string, seconds: number): boolean {
    return this.#run('UPDATE messages SET visible = ? WHERE receipt = ?', Date.now() + seconds * 1000, receipt) > 0
  }

  /** Messages to be had now, held by somebody, and delayed. */
  count(name: string): { waiting: number; held: number; delayed: number } {
    const sql = `SELECT count(*) FILTER (WHERE visible <= :now) AS waiting,
                 count(*) FILTER (WHERE visible > :now AND receipt IS NOT NULL) AS held,
                 count(*) FILTER (WHERE visible > :now AND receipt IS NULL) AS delayed
                 FROM messages WHERE queue = :name`
    const row = this.#base.prepare(sql).get({ now: Date.now(), name }) ?? {}
    return { waiting: Number(row.waiting), held: Number(row.held), delayed: Number(row.delayed) }
  }

  /** When the next message of a queue is to be had, in milliseconds of the machine's clock. */
  next(name: string): number | undefined {
    const row = this.#base.prepare('SELECT min(visible) AS next FROM messages WHERE queue = ?').get(name)
    return typeof row?.next === 'number' ? row.next : undefined
  }

  /** Hears when something was put into a queue. */
  onSent(name: string, hear: () => void): void {
    const listeners = this.#listeners.get(name) ?? new Set()
    this.#listeners.set(name, listeners.add(hear))
  }

  #tell(name: string): void {
    for (const hear of this.#listeners.get(name) ?? []) hear()
  }

  close(): void {
    this.#base.close()
  }
}
