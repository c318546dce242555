import { describe, expect, it } from 'vitest'
import { deadlineOf } from '#shared/disclosure/deadline'

describe('the legal date of disclosure', () => {
  it('is twenty days after the approval, across the end of a month', () => {
    expect(deadlineOf('2022-09-26', '2022-09-30')).toEqual({
      approved: '2022-09-26',
      due: '2022-10-16',
      left: 16,
      day: 4,
    })
  })

  it('is kept on its last day and missed on the next', () => {
    expect(deadlineOf('2026-09-01', '2026-09-21').left).toBe(0)
    expect(deadlineOf('2026-09-01', '2026-09-22').left).toBe(-1)
  })
})
