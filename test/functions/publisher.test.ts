import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EditionContent } from '#shared/disclosure/edition'
import { recompute } from '#shared/base/formulas'
import { figureOf, isFacts } from '#shared/disclosure/facts'
import { shownFigure } from '#shared/disclosure/shown'
import { editionKey } from '#functions/store/layout'
import { editionsOf } from '#functions/store/editions'
import { publish } from '#functions/publisher/publish'
import { Crash, dying } from './crash.ts'
import { aPress, aStaff, enter, of, published, signed, type Press, type Staff } from './press.ts'
import { bytesBelow, copyOf, expectNoDeadLinks, linksIn, target, unitPageOf } from './site.ts'

let press: Press
let staff: Staff
beforeEach(async () => {
  press = await aPress()
  staff = aStaff(press)
  await enter(press, 3)
})
afterEach(() => press.close())

const folder = (edition: number): string => `editions/${of.year}/${of.unit}/${edition}/`
const keyOf = (edition: number) => editionKey(press.office.store.district, of.year, of.unit, edition)

const row = async (edition: number) => {
  const found = (await editionsOf(press.office.store, of.year, of.unit)).find((one) => one.edition === edition)
  if (!found) throw new Error(`there is no edition ${edition}`)
  return found
}

async function withdrawn(edition: number): Promise<void> {
  const { rev } = await row(edition)
  const asked = await staff.publisher.withdraw({ ...of, edition, rev, reason: '项目名称涉密' })
  await staff.leader.agreeWithdrawal({ ...of, edition, rev: asked.rev })
}

describe('a published edition', () => {
  it('stands in its folder, at the unit’s address and in the lists, and every link leads somewhere', async () => {
    const line = await published(press, staff)
    expect(line).toMatchObject({ state: 'published', address: folder(1) })
    const names = (await press.keys(folder(1))).map((key) => key.slice(folder(1).length))
    expect(names.filter((name) => !name.includes('-'))).toEqual([
      'content.json', 'copy.html', 'facts.json', 'index.html', 'projects.csv',
      ...Array.from({ length: 9 }, (_, k) => `t0${k + 1}.csv`), 'tables.xlsx',
    ]) // prettier-ignore
    expect(await unitPageOf(press)).toBe(await copyOf(press, 1))
    await expectNoDeadLinks(press)
    for (const list of ['editions/index.html', 'editions/2026/index.html', 'lists/centre/index.html']) {
      const leads = linksIn((await press.file(list)) ?? '').map((address) => target(list, address))
      expect(leads).toContain('editions/2026/centre/index.html')
    }
    expect(await row(1)).not.toHaveProperty('unfinished')
  })

  it('tells hash, size and name of each of its files in its event', async () => {
    const { files, hash } = await published(press, staff)
    const written = await bytesBelow(press, folder(1))
    expect(files?.map(({ name }) => folder(1) + name).sort()).toEqual([...written.keys()].sort())
    for (const { name, bytes } of files ?? []) expect([name, await press.size(folder(1) + name)]).toEqual([name, bytes])
    expect(files?.find(({ name }) => name === 'content.json')?.sha256).toBe(hash)
    expect(written.get(`${folder(1)}index.html`)?.replace(/<[^>]+>/g, '')).toContain(hash)
  })

  it('has facts that work out to what the page prints', async () => {
    await published(press, staff)
    const facts: unknown = JSON.parse((await press.file(`${folder(1)}facts.json`)) ?? '')
    if (!isFacts(facts)) throw new Error('no facts')
    const figures = new Map(facts.figures.map((fact) => [fact.id, figureOf(fact)]))
    const lookup = (id: string) => figures.get(id)
    const page = (await press.file(`${folder(1)}index.html`)) ?? ''
    const printed = [...page.matchAll(/data-figure="([^"]+)"[^>]*>([^<]+)</g)]
    expect(printed.length).toBeGreaterThan(12)
    for (const [, id = '', text] of printed) {
      const figure = lookup(id)
      if (!figure) throw new Error(`${id} is on the page and not among the facts`)
      const value = 'formula' in figure.from ? recompute(figure, lookup) : figure.value
      expect([id, shownFigure({ value: value ?? null, shown: figure.shown })]).toEqual([id, text])
      if ('sum' in figure.from)
        expect(figure.value).toEqual({ fen: figure.from.sum.fen?.reduce((sum, fen) => sum + fen, 0) })
    }
  })

  it('is published once, however often it is heard of', async () => {
    await published(press, staff)
    const [before, revision] = [await press.versions(''), (await row(1)).rev]
    await publish(press.publishing(), keyOf(1))
    press.office.queue.push({ queue: 'editions', message: keyOf(1) })
    await press.work()
    expect(await press.versions('')).toEqual(before)
    expect((await row(1)).rev).toBe(revision)
  })

  it('comes out the same when two hear of it at once', async () => {
    await signed(staff)
    await Promise.all([publish(press.publishing(), keyOf(1)), publish(press.publishing(), keyOf(1))])
    expect(await row(1)).toMatchObject({ state: 'published' })
    expect(await unitPageOf(press)).toBe(await copyOf(press, 1))
    await expectNoDeadLinks(press)
  })
})

describe('a correction', () => {
  it('leaves the first edition byte by byte as it was, written once', async () => {
    await published(press, staff)
    const before = await bytesBelow(press, folder(1))
    await enter(press, 2)
    await published(press, staff, '补记2笔')
    expect(await bytesBelow(press, folder(1))).toEqual(before)
    expect((await press.versions(folder(1))).every(({ latest }) => latest)).toBe(true)
    expect(await unitPageOf(press)).toBe(await copyOf(press, 2))
  })

  it('shows what it corrects, and the list that old editions read names it', async () => {
    await published(press, staff)
    await enter(press, 2)
    await published(press, staff, '补记2笔')
    const page = (await press.file(`${folder(2)}index.html`)) ?? ''
    expect(page).toContain('补记2笔')
    expect(page).toMatch(/<del[^>]*>3.00<\/del>.*<ins[^>]*>5.00<\/ins>/s)
    const list: unknown = JSON.parse((await press.file('editions/2026/centre/editions.json')) ?? '')
    expect(list).toMatchObject({ editions: [{ edition: 2, correction: '补记2笔' }, { edition: 1 }] })
  })
})

/** The writes of one publication, counted on one that goes through. */
async function writesOf(act: () => Promise<unknown>): Promise<number> {
  await act()
  const { count, publishing } = dying(press.publishing(), press.files)
  await press.work(publishing)
  return count()
}

/** A full run lets it die at every write; any other one at each third, others before than after the write. */
const each = process.env.FULL === '1' ? 1 : 3

describe('a publisher that dies', () => {
  it('at any write leaves the old page or the new one, whole, and the next try brings it to its end', async () => {
    await published(press, staff)
    await enter(press, 1)
    const writes = await writesOf(() => signed(staff, '第1次'))
    expect(writes).toBeGreaterThan(12)
    let edition = 2
    for (const [turn, when] of (['before', 'after'] as const).entries()) {
      for (let write = 1 + (turn % each); write <= writes; write += each) {
        edition++
        await enter(press, 1)
        await signed(staff, `更正${edition}`)
        const old = await unitPageOf(press)
        const earlier = await bytesBelow(press, folder(edition - 1))
        const { publishing } = dying(press.publishing(), press.files, { write, when })
        await expect(press.work(publishing)).rejects.toThrow(Crash)
        const seen = await unitPageOf(press)
        expect([old, await copyOf(press, edition)]).toContain(seen)
        if ((await row(edition)).state === 'published') expect(seen).toBe(await copyOf(press, edition))
        await expectNoDeadLinks(press)
        await press.due()
        expect(await row(edition)).toMatchObject({ state: 'published' })
        expect(await row(edition)).not.toHaveProperty('unfinished')
        expect(await unitPageOf(press)).toBe(await copyOf(press, edition))
        expect(await bytesBelow(press, folder(edition - 1))).toEqual(earlier)
      }
    }
    const list = JSON.parse((await press.file('lists/editions.json')) ?? '') as { editions: unknown[] }
    expect(list.editions).toHaveLength(edition)
  })

  it('while it withdraws leaves no byte of the edition once the next try is through', async () => {
    await published(press, staff)
    let edition = 1
    const begin = async (): Promise<void> => {
      edition++
      await enter(press, 1, { amount: 123_456_700 + edition })
      await published(press, staff, `更正${edition}`)
      await withdrawn(edition)
    }
    const writes = await writesOf(begin)
    for (let write = 1; write <= writes; write += 2 * each) {
      await begin()
      const { publishing } = dying(press.publishing(), press.files, {
        write,
        when: write % 4 === 1 ? 'before' : 'after',
      })
      await press.work(publishing).catch((error: unknown) => expect(error).toBeInstanceOf(Crash))
      await expectNoDeadLinks(press)
      await press.due()
      await expectGone(edition)
      expect(await unitPageOf(press)).toBe(await copyOf(press, 1))
    }
  })
})

async function expectGone(edition: number): Promise<void> {
  expect((await press.versions(folder(edition))).every(({ latest }) => latest)).toBe(true)
  const content = EditionContent.parse(JSON.parse(await press.contents.read((await row(edition)).hash)))
  const executed = content.figures.find(({ id }) => id === 'total.executed')
  for (const [key, text] of await bytesBelow(press, folder(edition))) {
    if (/\.(css|js)$/.test(key)) continue
    expect(text).not.toContain('网格运行')
    expect(text).not.toContain(executed ? shownFigure(executed) : '?')
  }
}

describe('a withdrawal', () => {
  it('puts a notice in the place of everything, and keeps hash and reason in the ledger', async () => {
    const { hash } = await published(press, staff)
    await withdrawn(1)
    await press.work()
    await expectGone(1)
    const page = (await press.file(`${folder(1)}index.html`)) ?? ''
    expect(page).toContain('本版已撤回')
    expect(page).toContain('项目名称涉密')
    expect(await unitPageOf(press)).toContain('本版已撤回')
    expect((await press.versions('editions/2026/centre/index.html')).every(({ latest }) => latest)).toBe(true)
    const list: unknown = JSON.parse((await press.file('lists/editions.json')) ?? '')
    expect(list).toMatchObject({ editions: [{ edition: 1, state: 'withdrawn', reason: '项目名称涉密', hash }] })
    expect(await row(1)).toMatchObject({ state: 'withdrawn', hash, reason: '项目名称涉密' })
    await expectNoDeadLinks(press)
  })

  it('of the newest brings the one before back to the unit’s address, and the next edition takes the next number', async () => {
    await published(press, staff)
    await enter(press, 1)
    await published(press, staff, '补记1笔')
    await withdrawn(2)
    await press.work()
    expect(await unitPageOf(press)).toBe(await copyOf(press, 1))
    expect(await published(press, staff, '改正后重新公开')).toMatchObject({ edition: 3 })
    expect(await unitPageOf(press)).toBe(await copyOf(press, 3))
    await expectNoDeadLinks(press)
  })

  it('that overtakes a slow publisher of the next edition does not hide that edition', async () => {
    await published(press, staff)
    await enter(press, 1)
    await signed(staff, '补记1笔')
    press.office.queue.length = 0
    const slow = press.publishing()
    let held = false
    const site: typeof slow.site = {
      ...slow.site,
      put: async (file, over) => {
        if (file.key === 'editions/2026/centre/index.html' && !held) {
          held = true
          await withdrawn(1)
          await press.work()
          expect(await unitPageOf(press)).toContain('本版已撤回')
        }
        return slow.site.put(file, over)
      },
    }
    await publish({ ...slow, site }, keyOf(2))
    expect(held).toBe(true)
    expect(await unitPageOf(press)).toBe(await copyOf(press, 2))
    await expectGone(1)
  })

  it('at the same time as a publication ends with the new edition shown', async () => {
    await published(press, staff)
    await enter(press, 1)
    await signed(staff, '补记1笔')
    await withdrawn(1)
    press.office.queue.length = 0
    await Promise.all([1, 2].map((edition) => publish(press.publishing(), keyOf(edition))))
    await press.due()
    expect(await unitPageOf(press)).toBe(await copyOf(press, 2))
    expect(await row(2)).toMatchObject({ state: 'published' })
    await expectNoDeadLinks(press)
  })
})
