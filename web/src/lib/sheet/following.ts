import type { SheetModel } from './model.svelte.ts'

const shown = 60_000

/** Takes other people's changes as they come; returns how to stop. A cell that somebody else changed is marked for a minute. */
export function follow(model: SheetModel): () => void {
  const timers = new Set<ReturnType<typeof setTimeout>>()
  const stop = model.options.source.follow({
    changed(entries) {
      const taken = model.rows.take(entries)
      const keys = taken.cells.map(({ slot, column }) => `${slot} ${column}`)
      for (const key of keys) model.foreign.add(key)
      model.view.remove(taken.vanished)
      model.view.insert(taken.appeared)
      if (taken.cells.length + taken.appeared.length + taken.vanished.length === 0) return
      if (taken.cells.some(({ column }) => model.view.concerns(model.rows.column(column)?.key ?? '')))
        model.stale = true
      model.touch()
      model.select(model.selection, false)
      model.options.changed?.()
      const timer = setTimeout(() => {
        for (const key of keys) model.foreign.delete(key)
        timers.delete(timer)
        model.touch()
      }, shown)
      timers.add(timer)
    },
    replaced: (rows) => model.replace(rows),
    present: (people) => {
      model.people = people.filter(({ sheet }) => sheet === model.sheet.name)
    },
  })
  return () => {
    stop()
    for (const timer of timers) clearTimeout(timer)
  }
}
