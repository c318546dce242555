import { caseSampleFiles } from '#shared/cases/importing/sample'
import type { Language } from '#shared/words/labels'
import { handOver } from './hand-over.ts'
import { workbookOfTexts } from './sheet/output/texts.ts'

/** 样例文件. Three rows that an import takes and two that show a refusal, as a workbook. */
export async function downloadCaseSample(name: string, language: Language): Promise<void> {
  const { headings, rows } = caseSampleFiles[language]
  handOver(await workbookOfTexts(name, [headings, ...rows]), `${name}.xlsx`)
}
