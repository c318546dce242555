import { DatabaseSync } from 'node:sqlite'
import { RuntimeFault } from './fault.ts'

/**
 * Opens a file of SQLite's, or makes one, and runs the statements that give it its form.
 * @throws RuntimeFault when the file is something else or damaged; it stays as it is
 */
export function openBase(file: string, ...statements: readonly string[]): DatabaseSync {
  const base = new DatabaseSync(file)
  try {
    for (const statement of statements) base.exec(statement)
    return base
  } catch (error) {
    base.close()
    const reason = error instanceof Error ? error.message : String(error)
    throw new RuntimeFault(
      `The file ${file} is broken (${reason}). Nothing was changed: put it back from a copy, or choose another folder.`,
    )
  }
}
