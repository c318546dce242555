/** Functions by level of trust. Each has an entry file `functions/<name>/index.ts`, a bundle and rights of its own. */
export const functionNames = ['staff', 'projector', 'applier', 'clock', 'publisher', 'importer'] as const
export type FunctionName = (typeof functionNames)[number]

interface FunctionFacts {
  does: string
  megabytes: number
  seconds: number
  /** the publisher sets its documents with a program that exists for x86_64 only */
  architecture: 'arm64' | 'x86_64'
}

export const functions = {
  staff: {
    does: 'Answers every operation of the contract',
    megabytes: 1024,
    // The gateway gives up at 29 seconds.
    seconds: 29,
    architecture: 'arm64',
  },
  projector: {
    does: 'Turns the state table’s stream into feeds, tiles and counters',
    // A month of cases is held in memory while its tile is made.
    megabytes: 1024,
    seconds: 60,
    architecture: 'arm64',
  },
  applier: {
    does: 'Applies accepted change-sets that are larger than one transaction',
    megabytes: 1024,
    seconds: 300,
    architecture: 'arm64',
  },
  clock: {
    does: 'Resumes what was interrupted and starts what is due',
    megabytes: 512,
    seconds: 50,
    architecture: 'arm64',
  },
  publisher: {
    does: 'Writes an approved edition as files of the public site',
    megabytes: 2048,
    seconds: 120,
    architecture: 'x86_64',
  },
  importer: {
    does: 'Reads uploaded workbooks and files of cases, under caps of its own and with no right to write rows',
    megabytes: 2048,
    // A file of a whole year is checked in minutes; the gateway gives up at 29 seconds by itself.
    seconds: 600,
    architecture: 'arm64',
  },
} as const satisfies Record<FunctionName, FunctionFacts>

/** Where each function's bundle lies; made by `bundle.ts`, or stood in for by tests that read only templates. */
export type Bundles = Record<FunctionName, string>
