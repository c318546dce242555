import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Stack, type App } from 'aws-cdk-lib'
import { CfnUserPool } from 'aws-cdk-lib/aws-cognito'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { places, synthesize, type PlaceName } from './synthesize.ts'

interface Report {
  pluginReports: { pluginName: string; violations: { ruleName: string }[]; suppressedViolations?: unknown[] }[]
}

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'district-checked-'))
  // The report goes into a file; what the library says of it on the side would hide the tests' own words.
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
})
afterAll(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true, force: true })
})

/** What was found. Always into a fresh folder: an old report would stay where nothing was checked. */
function reportOf(place: PlaceName, name: string, also?: (app: App) => void): Report {
  const outdir = join(folder, name)
  try {
    synthesize(places[place], { outdir, checked: true, also })
  } catch (error) {
    // Findings of some weight are thrown as well; the report has them all.
    if (!(error instanceof Error && error.name === 'ValidationFailed')) throw error
  }
  return JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8')) as Report
}

const rulesIn = ({ pluginReports }: Report): string[] =>
  pluginReports.flatMap(({ violations }) => violations.map(({ ruleName }) => ruleName))

describe('the checks before a deployment', () => {
  it('can fail: they know that the China regions have no user pools', () => {
    const report = reportOf('cn-north-1', 'control', (app) => {
      const { account, region } = places['cn-north-1']
      new CfnUserPool(new Stack(app, 'control', { env: { account, region } }), 'pool')
    })
    expect(rulesIn(report).join(' ')).toContain('F3006')
  })

  it.each(['us-east-1', 'ap-southeast-1', 'cn-north-1', 'cn-northwest-1', 'local'] as const)(
    'find in %s nothing that the region lacks, and nothing unsafe',
    (place) => {
      const report = reportOf(place, place)
      expect(report.pluginReports.map(({ pluginName }) => pluginName)).toEqual(
        expect.arrayContaining(['AwsSolutions', 'Serverless']),
      )
      expect(rulesIn(report)).toEqual([])
    },
  )
})
