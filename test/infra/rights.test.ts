import { describe, expect, it } from 'vitest'
import { functionNames } from '../../infra/functions.ts'
import { allOf, placeNames, rightsOf, roleOf, type PlaceName, type Statement } from './templates.ts'

const everywhere = placeNames.map((place) => [place] as const)
const rolesIn = (place: PlaceName) => allOf(place, 'AWS::IAM::Role')
const rightsIn = (place: PlaceName): Statement[] => rolesIn(place).flatMap(rightsOf)

/** Actions that a function holds on places whose address contains a word. */
const actionsOn = (place: PlaceName, name: string, word: string): string[] =>
  rightsOf(roleOf(place, name))
    .filter(({ resources }) => resources.some((address) => JSON.stringify(address).includes(word)))
    .flatMap(({ actions }) => actions)
    .sort()

const table = (...verbs: string[]): string[] => verbs.map((verb) => `dynamodb:${verb}`).sort()
const all = ['BatchGetItem', 'ConditionCheckItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem']

describe.each(everywhere)('in %s', (place) => {
  it('every right is allowed by name: no action and no service whole', () => {
    for (const { actions, effect } of rightsIn(place)) {
      expect(effect).toBe('Allow')
      for (const action of actions) expect(action).not.toContain('*')
    }
  })

  it('every role says all it may in its own template, and nothing is added to it elsewhere', () => {
    expect(allOf(place, 'AWS::IAM::Policy')).toEqual([])
    expect(allOf(place, 'AWS::IAM::ManagedPolicy')).toEqual([])
    for (const { id, properties } of rolesIn(place)) expect(properties.ManagedPolicyArns, id).toBeUndefined()
  })

  it('nobody reads a whole table or deletes anything, but old versions of a withdrawn edition', () => {
    const actions = rightsIn(place).flatMap((statement) => statement.actions)
    expect(actions.filter((action) => /Scan|Delete|Remove|Purge|PartiQL|BatchWrite/.test(action)).sort()).toEqual([
      's3:DeleteObjectVersion',
      'sqs:DeleteMessage',
      'sqs:DeleteMessage',
      'sqs:DeleteMessage',
    ])
    for (const { actions: verbs, resources } of rightsIn(place))
      if (verbs.includes('s3:DeleteObjectVersion'))
        expect(JSON.stringify(resources)).toMatch(
          /^\["arn:aws[a-z-]*:s3:::[a-z0-9-]+-editions-[a-z0-9-]+\/editions\/\*"\]$/,
        )
  })

  it('every address is whole, save folders and the few actions that know no address', () => {
    const wide = rightsIn(place).filter(({ resources }) => resources.includes('*'))
    expect(new Set(wide.flatMap(({ actions }) => actions))).toEqual(
      new Set([
        'dynamodb:ListStreams',
        ...(place.startsWith('cn-') || place === 'local' ? [] : ['xray:PutTelemetryRecords', 'xray:PutTraceSegments']),
      ]),
    )
  })

  it('on the ledger nobody updates or deletes: events are added and read', () => {
    const rights = rightsIn(place).filter(({ resources }) => /table\/[a-z-]+-ledger"/.test(JSON.stringify(resources)))
    const actions = new Set(rights.flatMap((statement) => statement.actions))
    expect([...actions].sort()).toEqual(table('BatchGetItem', 'GetItem', 'PutItem', 'Query'))
  })

  it('each function does to the tables what its work asks for, and no more', () => {
    const state = (name: string): string[] => actionsOn(place, name, '-state"')
    const ledger = (name: string): string[] => actionsOn(place, name, '-ledger"')
    expect(state('staff')).toEqual(table(...all))
    expect(state('projector')).toEqual(table(...all))
    expect(state('applier')).toEqual(table(...all))
    expect(state('clock')).toEqual(table('BatchGetItem', 'GetItem', 'Query', 'UpdateItem'))
    expect(state('publisher')).toEqual(table('BatchGetItem', 'ConditionCheckItem', 'GetItem', 'Query', 'UpdateItem'))
    expect(state('importer')).toEqual(table('BatchGetItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'))
    expect(ledger('importer')).toEqual([])
    expect(ledger('staff')).toEqual(table('BatchGetItem', 'GetItem', 'PutItem', 'Query'))
    expect(ledger('projector')).toEqual([])
    expect(ledger('applier')).toEqual(table('BatchGetItem', 'GetItem', 'PutItem', 'Query'))
    expect(ledger('clock')).toEqual([])
    expect(ledger('publisher')).toEqual(table('PutItem', 'Query'))
  })

  it('indexes are queried and nothing else, by those who look things up in them', () => {
    const queried = (name: string, index: string): string[] => actionsOn(place, name, `/index/${index}"`)
    for (const name of ['staff', 'applier', 'publisher']) expect(queried(name, 'gsi1'), name).toEqual(table('Query'))
    for (const name of functionNames)
      expect(queried(name, 'gsi2'), name).toEqual(['staff', 'applier'].includes(name) ? table('Query') : [])
    for (const name of ['staff', 'clock']) expect(queried(name, 'unfinished'), name).toEqual(table('Query'))
    for (const name of ['projector', 'clock', 'importer']) expect(queried(name, 'gsi1'), name).toEqual([])
    for (const name of ['projector', 'applier', 'publisher', 'importer'])
      expect(queried(name, 'unfinished'), name).toEqual([])
  })

  it('only those who accept, resume or take back start work in queues, and each queue has one worker', () => {
    const sends = (queue: string) =>
      functionNames.filter((name) => actionsOn(place, name, `-${queue}"`).includes('sqs:SendMessage'))
    expect(sends('changes')).toEqual(['staff', 'applier', 'clock'])
    expect(sends('editions')).toEqual(['staff', 'clock'])
    expect(sends('imports')).toEqual(['staff', 'clock'])
    const receives = (queue: string) =>
      functionNames.filter((name) => actionsOn(place, name, `-${queue}"`).includes('sqs:ReceiveMessage'))
    expect(receives('changes')).toEqual(['applier'])
    expect(receives('editions')).toEqual(['publisher'])
    expect(receives('imports')).toEqual(['importer'])
  })

  it('only the publisher writes what the public reads', () => {
    const writes = functionNames.filter((name) =>
      actionsOn(place, name, '-editions-').some((action) => action === 's3:PutObject'),
    )
    expect(writes).toEqual(['publisher'])
  })

  it('tiles are made by the projector, made anew by the applier, signed for by the staff function, and taken by nobody else', () => {
    const tiles = (name: string): string[] => actionsOn(place, name, '/tiles/*')
    const found = Object.fromEntries(
      functionNames.map((name) => [name, tiles(name)]).filter(([, held]) => held?.length),
    )
    expect(found).toEqual({
      staff: ['s3:GetObject'],
      projector: ['s3:GetObject', 's3:PutObject'],
      applier: ['s3:PutObject'],
    })
  })

  it('uploads are signed for by the staff function and read by the importer, which else holds pieces of imports alone', () => {
    const uploads = (name: string): string[] =>
      actionsOn(place, name, '-files-').filter((action) => action.startsWith('s3:'))
    const onUploads = functionNames.filter((name) => actionsOn(place, name, '/uploads/*').length > 0)
    expect(onUploads).toEqual(['staff', 'importer'])
    expect(actionsOn(place, 'staff', '/uploads/*')).toEqual(['s3:PutObject'])
    expect(uploads('importer')).toEqual(['s3:GetObject', 's3:GetObject', 's3:PutObject'])
    const others = rightsOf(roleOf(place, 'importer')).filter(({ actions }) =>
      actions.some((action) => action.startsWith('s3:')),
    )
    expect(others.map(({ resources }) => JSON.stringify(resources))).toEqual([
      expect.stringMatching(/-files-[a-z0-9-]+\/uploads\/\*"\]$/),
      expect.stringMatching(/-files-[a-z0-9-]+\/imports\/\*"\]$/),
    ])
  })

  it('only the staff function opens the secrets of authenticators; who reads files of cases seals callers with the same key', () => {
    const opening = (name: string): Statement[] =>
      rightsOf(roleOf(place, name)).filter(({ resources }) => JSON.stringify(resources).includes('peoplekeyarn'))
    expect(functionNames.filter((name) => opening(name).length > 0)).toEqual(['staff', 'importer'])
    expect(opening('staff').map(({ actions }) => [...actions].sort())).toEqual([['kms:Decrypt', 'kms:Encrypt']])
    expect(opening('importer').map(({ condition }) => condition)).toEqual([
      { StringEquals: { 'kms:EncryptionContext:purpose': 'person' } },
    ])
  })

  it('whoever uses an encrypted thing holds its key, through the service that asks for it', () => {
    for (const name of functionNames) {
      expect(viaOf(place, name, 'datakeyarn'), name).toEqual(expect.arrayContaining(usesOf(place, name, 'data')))
      expect(viaOf(place, name, 'ledgerkeyarn'), name).toEqual(usesOf(place, name, 'ledger'))
    }
  })
})

/** Services that may use a key for a function. */
function viaOf(place: PlaceName, name: string, key: string): string[] {
  const rights = rightsOf(roleOf(place, name)).filter(({ resources }) => JSON.stringify(resources).includes(key))
  for (const { actions } of rights)
    expect(actions).toEqual(expect.arrayContaining(['kms:Decrypt', 'kms:GenerateDataKey']))
  const conditions = rights.flatMap(({ condition }) => Object.values(condition)) as Record<string, string | string[]>[]
  const services = conditions.flatMap((condition) => [condition['kms:ViaService'] ?? []].flat())
  return [...new Set(services.map((service) => service.split('.')[0] ?? ''))].sort()
}

/** Services with things under that key that a function has rights to. */
function usesOf(place: PlaceName, name: string, key: 'data' | 'ledger'): string[] {
  const under = key === 'data' ? /-(state|changes|editions|stream-dead)"|-files-/ : /-ledger"/
  return [
    ...new Set(
      rightsOf(roleOf(place, name))
        .filter(({ resources }) => under.test(JSON.stringify(resources)))
        .flatMap(({ actions }) => actions.map((action) => action.split(':')[0] ?? '')),
    ),
  ].sort()
}
