import { caseSampleFiles } from '#shared/cases/importing/sample'
import type { Language } from '#shared/words/labels'
import { handOver } from './hand-over.ts'

const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** 样例文件. Three rows that an import takes and two that show a refusal, as a workbook; every cell is a text. */
export async function downloadCaseSample(name: string, language: Language): Promise<void> {
  const { writeXlsx } = await import('hucre/xlsx')
  const { headings, rows } = caseSampleFiles[language]
  const columns = headings.map(() => ({ width: 18, style: { numFmt: '@' } }))
  const table = [headings, ...rows].map((row) => [...row])
  const bytes = await writeXlsx({ sheets: [{ name, columns, rows: table, freezePane: { rows: 1 } }] })
  handOver(new Blob([new Uint8Array(bytes)], { type }), `${name}.xlsx`)
}
