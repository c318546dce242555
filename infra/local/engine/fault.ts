/** What keeps the table engine from starting: each with the sentence an operator will read. */
const sentences = {
  'engine/platform': (f: Facts) =>
    `No table engine can be had for ${f.platform}: run on Linux x64, or set AWS_ENDPOINT_URL_DYNAMODB to the address of a DynamoDB endpoint.`,
  'engine/held': (f: Facts) =>
    `The data folder ${f.folder} is in use by process ${f.pid}: stop it first, or choose another folder.`,
  'engine/broken': (f: Facts) =>
    `The database file ${f.file} is broken (${f.reason}). Nothing was changed: keep a copy, then put back a backup or choose another folder.`,
  'engine/missing': (f: Facts) =>
    `The database file ${f.file} is missing or empty although the folder was used before. Nothing was changed: put the file back or choose another folder.`,
  'engine/newer': (f: Facts) =>
    `The database file ${f.file} was written by a newer version (form ${f.found}, known ${f.known}). Nothing was changed: update this program first.`,
  'engine/silent': (f: Facts) => `The table engine does not answer: ${f.reason}`,
} as const satisfies Record<string, (facts: Facts) => string>

export type EngineFaultCode = keyof typeof sentences
type Facts = Readonly<Record<string, string | number>>

/** A reason not to start; `code` names it, `message` is a whole sentence for the terminal. */
export class EngineFault extends Error {
  readonly code: EngineFaultCode
  readonly facts: Facts

  constructor(code: EngineFaultCode, facts: Facts) {
    super(sentences[code](facts))
    this.name = 'EngineFault'
    this.code = code
    this.facts = facts
  }
}
