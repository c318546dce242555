import * as z from 'zod'
import { refusal } from '#shared/base/refusal'
import { SavedView } from '#shared/base/views'
import type { ViewShelf } from '#web/sheet/sheet.ts'

const Kept = z.array(SavedView.extend({ owner: z.string() }))

/** Saved views as the API keeps them, here in the browser’s own storage, so that another page of it finds them. */
export function shelf(sheet: string, person: string): ViewShelf {
  const place = `views of ${sheet}`
  const read = () => Kept.parse(JSON.parse(localStorage.getItem(place) ?? '[]'))
  const write = (views: z.infer<typeof Kept>): void => localStorage.setItem(place, JSON.stringify(views))
  return {
    list: () =>
      Promise.resolve(read().flatMap((view) => (view.shared || view.owner === person ? { ...view, own: view.owner === person } : []))), // prettier-ignore
    save: (view) => {
      const before = read().find(({ id }) => id === view.id)
      if ((before?.rev ?? 0) !== view.rev) return Promise.reject(refusal('view/changed', { name: view.name }))
      const owner = before?.owner ?? person
      const saved = { ...view, rev: view.rev + 1, own: owner === person, by: person, at: '2026-10-12T06:00:00.000Z' }
      write([...read().filter(({ id }) => id !== view.id), { ...saved, owner }])
      return Promise.resolve(saved)
    },
    remove: ({ id }) => {
      write(read().filter((view) => view.id !== id))
      return Promise.resolve()
    },
    address: {
      read: () => new URL(location.href).searchParams.get('view') ?? undefined,
      write(text) {
        const address = new URL(location.href)
        if (text === undefined) address.searchParams.delete('view')
        else address.searchParams.set('view', text)
        history.replaceState({}, '', address)
      },
      link: () => location.href,
    },
  }
}
