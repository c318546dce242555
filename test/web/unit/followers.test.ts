import { describe, expect, it } from 'vitest'
import type { FeedEntry } from '#shared/base/contract'
import { Followers } from '#web/followers.ts'

const entry = (n: number): FeedEntry => ({ n, sheet: 'entries', row: `E${n}`, rev: 1, cells: {} })

/** Somebody who hears the feed; while he is at fault, nothing reaches him. */
function someone() {
  const heard: number[] = []
  let faulty = false
  const hear = (numbers: readonly number[]): void => {
    if (faulty) throw new Error('at fault')
    heard.push(...numbers)
  }
  return {
    heard,
    fail: (now: boolean) => (faulty = now),
    changed: (entries: readonly FeedEntry[]) => hear(entries.map(({ n }) => n)),
    replaced: () => hear([0]),
  }
}

describe('a sheet that stumbles over what others changed', () => {
  it('gets it again with the next news, in order, while the other sheets of the page have it at once', () => {
    const defects: unknown[] = []
    const followers = new Followers((error) => defects.push(error))
    const [stumbling, well] = [someone(), someone()]
    followers.add(stumbling)
    followers.add(well)
    stumbling.fail(true)
    followers.changed([entry(1)])
    followers.changed([entry(2)])
    expect([stumbling.heard, well.heard]).toEqual([[], [1, 2]])
    stumbling.fail(false)
    followers.changed([])
    expect([stumbling.heard, well.heard]).toEqual([
      [1, 2],
      [1, 2],
    ])
    followers.changed([entry(3)])
    expect([stumbling.heard, defects.length]).toEqual([[1, 2, 3], 2])
  })

  it('says so when it could not take the rows whole, so that they are fetched again', () => {
    const followers = new Followers(() => undefined)
    const one = someone()
    followers.add(one)
    one.fail(true)
    expect(followers.replaced([])).toBe(false)
    one.fail(false)
    expect(followers.replaced([])).toBe(true)
    expect(one.heard).toEqual([0])
  })

  it('hears nothing any more once it is closed', () => {
    const followers = new Followers(() => undefined)
    const one = someone()
    const stop = followers.add(one)
    stop()
    followers.changed([entry(1)])
    expect(one.heard).toEqual([])
  })
})
