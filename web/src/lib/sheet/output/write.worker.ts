import { csvOf } from './csv.ts'
import type { Asked } from './export.ts'
import { xlsxOf } from './xlsx.ts'

/** Writes a file beside the page, so that the sheet stays in hand meanwhile. */
self.onmessage = async ({ data: { seen, format, about } }: MessageEvent<Asked>) => {
  self.postMessage(format === 'xlsx' ? await xlsxOf(seen, about) : csvOf(seen))
}
