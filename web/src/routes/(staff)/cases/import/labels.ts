import { words } from '#web/words.svelte.ts'
import { columnLabel } from '#shared/words/labels'

/** A field of an import by the heading that the sheet gives it, or what tells who called. */
export function fieldLabel(key: string): string {
  const people: Record<string, string> = words.say.caseImport.people
  return people[key] ?? columnLabel('cases', key, words.language)
}
