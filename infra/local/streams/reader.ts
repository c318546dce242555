import { DynamoError, type Call } from '../engine/call.ts'
import type { Properties } from '../template/assembly.ts'
import type { Positions } from './positions.ts'

/** A record as the stream service hands it over; functions see it nearly unchanged. */
export interface StreamRecord extends Properties {
  eventName: string
  dynamodb: Properties & { SequenceNumber: string; ApproximateCreationDateTime: number }
}

export interface Batch {
  shard: string
  records: StreamRecord[]
}

interface Shards {
  StreamDescription: { Shards: { ShardId: string }[] }
}

interface Page {
  Records: StreamRecord[]
  NextShardIterator?: string
}

/** Reads one table's stream for one reader, from where that reader last stood. */
export class StreamReader {
  readonly #call: Call
  readonly #positions: Positions
  readonly #name: string
  readonly #table: string
  #stream: string | undefined
  /** shards that may still grow, and where to read on in each */
  #open: string[] = []
  readonly #next = new Map<string, string>()

  constructor(call: Call, positions: Positions, { name, table }: { name: string; table: string }) {
    this.#call = call
    this.#positions = positions
    this.#name = name
    this.#table = table
  }

  /** The next records of the first shard that has any; undefined when all are read. */
  async read(most: number): Promise<Batch | undefined> {
    for (const shard of await this.#shards()) {
      const records = await this.#page(shard, most)
      if (records.length > 0) return { shard, records }
    }
    return undefined
  }

  keep(shard: string, sequence: string): void {
    this.#positions.keep(this.#name, shard, sequence)
  }

  /** Forgets where it stood in memory: the next read begins after the last kept record. */
  rewind(): void {
    this.#open = []
    this.#next.clear()
  }

  async #shards(): Promise<string[]> {
    if (this.#open.length > 0) return [...this.#open]
    this.#stream ??= await this.#streamArn()
    const { StreamDescription } = await this.#call<Shards>('streams:DescribeStream', { StreamArn: this.#stream })
    this.#open = StreamDescription.Shards.map(({ ShardId }) => ShardId)
    return [...this.#open]
  }

  async #streamArn(): Promise<string> {
    interface Described {
      Table: { LatestStreamArn?: string }
    }
    const { Table } = await this.#call<Described>('DescribeTable', { TableName: this.#table })
    if (Table.LatestStreamArn === undefined) throw new Error(`the table ${this.#table} has no stream`)
    return Table.LatestStreamArn
  }

  async #page(shard: string, most: number): Promise<StreamRecord[]> {
    const ShardIterator = this.#next.get(shard) ?? (await this.#iterator(shard))
    try {
      const page = await this.#call<Page>('streams:GetRecords', { ShardIterator, Limit: most })
      if (page.NextShardIterator) this.#next.set(shard, page.NextShardIterator)
      else this.#close(shard)
      return page.Records
    } catch (error) {
      // An iterator lives for a quarter of an hour; a restarted engine may not know it at all.
      this.#next.delete(shard)
      if (error instanceof DynamoError && error.code === 'ExpiredIteratorException') return this.#page(shard, most)
      throw error
    }
  }

  #close(shard: string): void {
    this.#next.delete(shard)
    this.#open = this.#open.filter((one) => one !== shard)
  }

  async #iterator(shard: string): Promise<string> {
    const kept = this.#positions.of(this.#name, shard)
    const from =
      kept === undefined
        ? { ShardIteratorType: 'TRIM_HORIZON' }
        : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: kept }
    const { ShardIterator } = await this.#call<{ ShardIterator: string }>('streams:GetShardIterator', {
      StreamArn: this.#stream,
      ShardId: shard,
      ...from,
    })
    return ShardIterator
  }
}
