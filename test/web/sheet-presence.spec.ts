import { expect, test } from './sheet.ts'

test('a frame lies round the cell on which somebody else is, and goes when he goes on', async ({ open }) => {
  const sheet = await open('sheet=entries')
  /** The left edge of the amount in a row, as it is drawn. */
  const edge = async (row: number): Promise<string> => {
    const { x, y } = await sheet.spot(row, 4)
    const width = await sheet.page.evaluate(
      () => window.harness.model.viewport.frame.columns.find(({ place }) => place === 4)?.width ?? 0,
    )
    const clip = { x: x - width / 2 - 4, y: y - 4, width: 8, height: 8 }
    return (await sheet.page.screenshot({ clip })).toString('base64')
  }
  const sit = (row: number): Promise<void> =>
    sheet.page.evaluate((at) => {
      const { model, server } = window.harness
      server.present(model.rows.store.idOf(model.slotAt(at) ?? 0), 'amount')
    }, row)
  const bare = await edge(2)
  await sit(2)
  await expect.poll(() => edge(2)).not.toBe(bare)
  await expect(sheet.page.getByText('陈敏也在此表')).toBeVisible()
  await sit(6)
  await expect.poll(() => edge(2)).toBe(bare)
})
