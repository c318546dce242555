import { expect, it } from 'vitest'
import { sheetHelp } from '#shared/words/sheet-help'

it('answers each topic of the sheet in 120 characters, in both languages, without a shout', () => {
  const topics = [...sheetHelp.zh, ...sheetHelp.en]
  expect(sheetHelp.zh).toHaveLength(sheetHelp.en.length)
  for (const { title, text } of topics) {
    expect(text.length, title).toBeLessThanOrEqual(120)
    expect(text, title).not.toMatch(/[！!您]/)
  }
})
