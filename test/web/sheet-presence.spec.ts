import { expect, test } from './sheet.ts'

test('a frame in a colour of its own lies round the cell on which somebody else is, wherever its row goes', async ({
  open,
}) => {
  const sheet = await open('sheet=entries')
  /** Whether the colour of presence is anywhere along the left edge of a cell. */
  const framed = async (row: number): Promise<boolean> => {
    const { x, y } = await sheet.spot(row, 4)
    return sheet.page.evaluate(
      ([at, height]) => {
        const canvas = document.querySelector('canvas')
        const probe = document.createElement('canvas').getContext('2d')
        const box = window.harness.model.viewport.frame.columns.find(({ place }) => place === 4)
        if (!canvas || !probe || !box) return false
        probe.fillStyle = getComputedStyle(document.documentElement).getPropertyValue('--presence').trim()
        probe.fillRect(0, 0, 1, 1)
        const wanted = String([...probe.getImageData(0, 0, 1, 1).data])
        const { left, top } = canvas.getBoundingClientRect()
        const scale = window.devicePixelRatio
        const [from, line] = [((at ?? 0) - left - box.width / 2 - 3) * scale, ((height ?? 0) - top) * scale]
        const found = canvas.getContext('2d')?.getImageData(from, line, 8 * scale, 1).data ?? []
        return Array.from({ length: found.length / 4 }, (_, i) => String([...found.slice(4 * i, 4 * i + 4)])).includes(
          wanted,
        )
      },
      [x, y],
    )
  }
  expect(await framed(2)).toBe(false)
  await sheet.page.evaluate(() => {
    const { model, server } = window.harness
    server.present(model.rows.store.idOf(model.slotAt(2) ?? 0), 'amount')
  })
  await expect.poll(() => framed(2)).toBe(true)
  await expect(sheet.page.getByText('陈敏也在此表')).toBeVisible()
})
