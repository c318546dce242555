import type { Export } from '#shared/base/exports'
import { reasonOf } from '#shared/words/refusals'
import { handOver } from '../../hand-over.ts'
import { becauseOf, grouped } from '../acts.ts'
import type { SheetModel } from '../model.svelte.ts'
import { language } from '../say.ts'
import { output, seenOf, type Seen } from './seen.ts'

export type Format = Export['format']

/** What the worker is asked for. */
export interface Asked {
  seen: Seen
  format: Format
  /** name of the sheet that explains */
  about: string
}

/** 导出所见. Tells the server first, then writes what is seen beside the page and hands it over as a file. */
export async function exportSeen(model: SheetModel, format: Format): Promise<void> {
  const seen = seenOf(model)
  if (seen.rows === 0) model.notice = { text: output().nothing }
  else if (await mayLeave(model, seen, format)) {
    model.notice = { text: output().working }
    const file = await written({ seen, format, about: output().about })
    handOver(file, `${seen.title}-${model.options.now().slice(0, 10)}.${format}`)
    model.notice = { text: output().exported(grouped(seen.rows)) }
  }
}

async function mayLeave(model: SheetModel, { rows }: Seen, format: Format): Promise<boolean> {
  const { options, sheet, view, columns } = model
  const facts = { place: options.place, sheet: sheet.name, rows, columns: columns.shown.map(({ column }) => column.key), format, filtered: view.filters.size > 0 } // prettier-ignore
  try {
    await options.leaving?.tell(facts)
    return true
  } catch (error) {
    const trouble = options.source.trouble(error)
    const final = trouble.why === 'refused' || trouble.why === 'defect'
    model.notice = { text: final ? reasonOf(becauseOf(trouble), language()) : output().offline }
    return false
  }
}

function written(asked: Asked): Promise<Blob> {
  const worker = new Worker(new URL('./write.worker.ts', import.meta.url), { type: 'module' })
  return new Promise<Blob>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Blob>) => resolve(data)
    worker.onerror = ({ message }) => reject(new Error(message))
    worker.postMessage(asked)
  }).finally(() => worker.terminate())
}
