import { openBase } from '../base.ts'

/** How far each reader of a stream has come, by reader and shard. */
export interface Positions {
  of(reader: string, shard: string): string | undefined
  keep(reader: string, shard: string, sequence: string): void
  close(): void
}

/** Positions in a file of their own; losing the last moments of it only repeats records, which readers must bear. */
export function openPositions(file: string): Positions {
  const base = openBase(
    file,
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL',
    'CREATE TABLE IF NOT EXISTS positions (reader TEXT, shard TEXT, sequence TEXT, PRIMARY KEY (reader, shard))',
  )
  const get = base.prepare('SELECT sequence FROM positions WHERE reader = ? AND shard = ?')
  const put = base.prepare('INSERT OR REPLACE INTO positions VALUES (?, ?, ?)')
  return {
    of: (reader, shard) => {
      const row = get.get(reader, shard)
      return row ? String(row.sequence) : undefined
    },
    keep: (reader, shard, sequence) => put.run(reader, shard, sequence),
    close: () => base.close(),
  }
}
