import { describe, expect, it } from 'vitest'
import { contract, refusalOf, statusOf } from './s3.ts'
import { signedForm } from './s3.signer.ts'

const suite = contract()
const at = (name: string) => ({ Bucket: suite.plain, Key: suite.key(name) })

interface Upload {
  fields?: Record<string, string>
  conditions?: unknown[]
  expires?: Date
  /** Changes to the form after it was signed. */
  tamper?: Record<string, string>
  name?: string
  file?: string
}

/** The form as the product signs it: this folder, at most 20 bytes. */
async function upload({ fields = {}, conditions = [], expires, tamper = {}, name = 'a.csv', file = '一,二' }: Upload) {
  const all = [
    { bucket: suite.plain },
    ['starts-with', '$key', suite.key('')],
    ['content-length-range', 2, 20],
    ...conditions,
  ]
  const form = signedForm({
    signer: suite.signer,
    conditions: all,
    expires: expires ?? new Date(Date.now() + 300_000),
    fields: { key: suite.key('form.csv'), ...fields },
  })
  for (const [field, value] of Object.entries(tamper)) form.set(field, value)
  form.set('file', new Blob([file]), name)
  return fetch(`${suite.url}/${suite.plain}`, { method: 'POST', body: form, redirect: 'manual' })
}

const absent = async (name: string) => expect(await statusOf(suite.s3.headObject(at(name)))).toBe(404)

describe('an upload by form', () => {
  it('stores the file with the fields that were signed', async () => {
    const answer = await upload({
      fields: { 'Content-Type': 'text/csv', 'x-amz-meta-batch': '17' },
      conditions: [{ 'Content-Type': 'text/csv' }, ['starts-with', '$x-amz-meta-batch', '']],
    })
    expect([answer.status, await answer.text()]).toEqual([204, ''])
    const { Body, ContentType, Metadata } = await suite.s3.getObject(at('form.csv'))
    expect([await Body?.transformToString(), ContentType, Metadata]).toEqual(['一,二', 'text/csv', { batch: '17' }])
  })

  it('takes the name of the file into the key', async () => {
    await upload({ fields: { key: suite.key('in/${filename}') }, name: '台账 2021.csv' })
    expect(await (await suite.s3.getObject(at('in/台账 2021.csv'))).Body?.transformToString()).toBe('一,二')
  })

  it('answers with XML or an address when it is told to', async () => {
    const told = await upload({
      fields: { success_action_status: '201' },
      conditions: [{ success_action_status: '201' }],
    })
    expect(told.status).toBe(201)
    expect(await told.text()).toMatch(/<PostResponse[^]*<Key>[^<]*form\.csv<\/Key>[^]*<ETag>/)
    const next = 'https://desk.example/done?step=2'
    const sent = await upload({
      fields: { success_action_redirect: next },
      conditions: [{ success_action_redirect: next }],
    })
    expect(sent.status).toBe(303)
    expect(sent.headers.get('location')).toContain(`${next}&bucket=${suite.plain}&key=`)
  })

  it('keeps to the size that was signed', async () => {
    const big = await upload({ fields: { key: suite.key('big') }, file: 'x'.repeat(21) })
    expect(await refusalOf(big)).toBe('400 EntityTooLarge')
    const small = await upload({ fields: { key: suite.key('big') }, file: 'x' })
    expect(await refusalOf(small)).toBe('400 EntityTooSmall')
    await absent('big')
  })

  it('keeps to the folder and the values that were signed', async () => {
    const elsewhere = await upload({ fields: { key: 'elsewhere.csv' } })
    expect(await refusalOf(elsewhere)).toBe('403 AccessDenied')
    const other = await upload({
      tamper: { 'Content-Type': 'text/html' },
      conditions: [{ 'Content-Type': 'text/csv' }],
    })
    expect(await refusalOf(other)).toBe('403 AccessDenied')
  })

  it('holds no field that was not signed', async () => {
    const answer = await upload({ fields: { key: suite.key('extra') }, tamper: { 'x-amz-meta-role': 'leader' } })
    expect(answer.status).toBe(403)
    expect(await answer.text()).toMatch(/Extra input fields: x-amz-meta-role/)
    await absent('extra')
  })

  it('ends when its policy says', async () => {
    const answer = await upload({ fields: { key: suite.key('late') }, expires: new Date(Date.now() - 1000) })
    expect(answer.status).toBe(403)
    expect(await answer.text()).toMatch(
      /<Code>AccessDenied<\/Code><Message>Invalid according to Policy: Policy expired/,
    )
    await absent('late')
  })

  it('is refused when its policy was changed after signing', async () => {
    const open = {
      expiration: new Date(Date.now() + 86_400_000).toISOString(),
      conditions: [['starts-with', '$key', '']],
    }
    const policy = Buffer.from(JSON.stringify(open)).toString('base64')
    const answer = await upload({ fields: { key: suite.key('forged') }, tamper: { policy } })
    expect(await refusalOf(answer)).toBe('403 SignatureDoesNotMatch')
    await absent('forged')
  })
})
