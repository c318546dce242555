import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'verify-'))
afterAll(() => rmSync(folder, { recursive: true }))

const root = new URL('../../', import.meta.url).pathname
const recorded = join(root, 'infra/local/demonstration/recorded-2021.json')
const sample = (name: string): string => join(root, 'test/samples/disclosures', `${name}.json`)

function written(name: string, text: string): string {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

function verify(...files: string[]) {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['infra/local/verify.ts', ...files], {
    cwd: root,
    encoding: 'utf8',
  })
  const lines = stdout.split('\n').filter(Boolean)
  return { told: lines.map((line) => JSON.parse(line) as Record<string, string>), stderr, status }
}

describe('npm run verify', () => {
  it('prints one finding a line of a foreign disclosure, and ends well', () => {
    const { told, stderr, status } = verify(sample('full-2024'))
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
    for (const line of told)
      expect(Object.keys(line)).toEqual(
        expect.arrayContaining(['severity', 'rule', 'where', 'printed', 'recomputed', 'note']),
      )
    const errors = told.filter(({ severity }) => severity === 'error')
    expect(errors.map(({ rule, printed, recomputed }) => [rule, printed, recomputed])).toEqual([
      ['narrative=table', '0.3', '2961.68'],
      ['percent.share', '71.73%', '71.65%'],
      ['list.names-vs-table', '个人农业生产补贴', '奖励金'],
    ])
  })

  it('shows the scores of the recorded accounts of 2021, the 90 flagged', () => {
    const { told, status } = verify(recorded)
    expect(status).toBe(0)
    const totals = told.filter(({ rule, severity }) => rule === 'performance.total' && severity === 'info')
    expect(totals.map(({ printed, recomputed }) => [printed, recomputed])).toEqual([
      ['99.82', '99.82'],
      ['99.8', '99.8'],
      ['100', '100'],
      ['90', '90'],
    ])
    expect(told.find(({ rule }) => rule === 'performance.weights')).toMatchObject({ severity: 'error', printed: '90' })
  })

  it('names the file on each line where there are several', () => {
    const { told, status } = verify(sample('excerpt-2022'), sample('performance-2019'))
    expect(status).toBe(0)
    expect(new Set(told.map(({ file }) => file))).toEqual(new Set([sample('excerpt-2022'), sample('performance-2019')]))
  })

  it.each([
    ['a file that is not there', join(folder, 'nothing.json')],
    ['a folder', folder],
    ['a file that is not JSON', written('text.json', '决算公开')],
    ['another form', written('other.json', '{"schema":"something/1"}')],
    ['wrong types', written('types.json', '{"schema":"disclosure-case/1","title":1}')],
    ['no form at all', written('null.json', 'null')],
  ])('says in one sentence that it cannot read %s, and ends with 2', (_, file) => {
    const { told, stderr, status } = verify(file)
    expect(told).toEqual([])
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect(stderr).toContain(`${file} cannot be read: `)
    expect(stderr).not.toMatch(/at .*:\d+:\d+/)
    expect(status).toBe(2)
  })

  it('checks the files that it can read beside one that it cannot', () => {
    const { told, status } = verify(join(folder, 'nothing.json'), sample('excerpt-2022'))
    expect(told.length).toBeGreaterThan(0)
    expect(status).toBe(2)
  })

  it('asks for a file where none is named', () => {
    expect(verify().status).toBe(2)
  })
})
