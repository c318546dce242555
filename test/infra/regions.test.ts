import { describe, expect, it } from 'vitest'
import { chinese, manifestOf, placeNames, prefixOf, regions, stackNames, stackOf, templateText } from './templates.ts'

/** What the China regions lack, by the type's beginning. */
const absent = [
  'AWS::Cognito::',
  'AWS::CloudFront::',
  'AWS::Lambda::Url',
  'AWS::SES::',
  'AWS::Macie::',
  'AWS::RUM::',
  'AWS::DSQL::',
  'AWS::OpenSearchServerless::',
  'AWS::Backup::LogicallyAirGappedBackupVault',
  'AWS::Backup::RestoreTesting',
  'AWS::Shield::',
  'AWS::Budgets::',
]

/** What their services refuse, wherever it stands in a template. */
const refused = ['TracingConfig', '"TracingEnabled":true', 'CachePolicyId', 'COGNITO_USER_POOLS', '"EDGE"']

describe('stacks of every place', () => {
  it.each(placeNames)('of %s hold fewer than 400 things each', (place) => {
    for (const stack of stackNames) expect(stackOf(place, stack).length, stack).toBeLessThan(400)
  })

  it.each(placeNames)('of %s hold no other stack fast by an export', (place) => {
    for (const stack of stackNames) {
      expect(templateText(place, stack), stack).not.toContain('Fn::ImportValue')
      expect(templateText(place, stack), stack).not.toContain('"Export"')
    }
  })

  it.each(placeNames)('of %s that hold data cannot be deleted by a slip', (place) => {
    const { artifacts } = manifestOf(place)
    for (const stack of ['data', 'ledger', 'site'])
      expect(artifacts[`${prefixOf(place)}-${stack}`]?.properties?.terminationProtection, stack).toBe(true)
  })

  it.each(regions)('of %s carry no secret', (place) => {
    const secret = /AKIA[0-9A-Z]{16}|-----BEGIN|secret[_-]?access|"(password|secret|token|api_?key)"\s*:\s*"[^"]+"/i
    for (const stack of stackNames) expect(templateText(place, stack), stack).not.toMatch(secret)
  })
})

describe('stacks of the China regions', () => {
  it.each([...chinese, 'local' as const])('of %s need nothing that those regions lack', (place) => {
    for (const stack of stackNames) {
      const types = stackOf(place, stack).map(({ type }) => type)
      expect(types.filter((type) => absent.some((start) => type.startsWith(start)))).toEqual([])
      const text = templateText(place, stack).replaceAll(/\s/g, '')
      expect(refused.filter((word) => text.includes(word))).toEqual([])
    }
  })

  it('speak of their own partition only', () => {
    for (const place of chinese)
      for (const stack of stackNames) expect(templateText(place, stack), stack).not.toMatch(/arn:aws:/)
  })
})
