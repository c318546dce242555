/** A table of texts as a workbook with one sheet, its first row frozen: every cell is a text, codes and days too. */
export async function workbookOfTexts(name: string, rows: readonly (readonly string[])[]): Promise<Blob> {
  const { writeXlsx } = await import('hucre/xlsx')
  const columns = (rows[0] ?? []).map(() => ({ width: 18, style: { numFmt: '@' } }))
  const table = rows.map((row) => [...row])
  const bytes = await writeXlsx({ sheets: [{ name, columns, rows: table, freezePane: { rows: 1 } }] })
  return new Blob([new Uint8Array(bytes)], {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  })
}
