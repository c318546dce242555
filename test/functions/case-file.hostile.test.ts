import { describe, expect, it } from 'vitest'
import type { RefusalData } from '#shared/base/refusal'
import { sentence } from '#shared/words/refusals'
import { hostileCaseFiles } from '#test/samples/hostile'
import { costOf, most, type Cost } from './reader-cost.ts'

/** As many bytes as a file of cases may have, in the shapes that make the most work. */
const largest = 149_000_000
const large: Readonly<Record<string, { file: () => Buffer; said: string }>> = {
  'a hundred and fifty million commas': {
    file: () => Buffer.alloc(largest, ','),
    said: '有一格超过40,000字，未读取。',
  },
  'seventy-five million lines': {
    file: () => Buffer.alloc(largest, '1\n'),
    said: '有表超过400,000行，未读取。删去多余的行。',
  },
  'lines of Chinese in GB18030 without end': {
    file: () => Buffer.alloc(largest, Buffer.from('bbaad6d02cbbaad6d00a', 'hex')),
    said: '有表超过400,000行，未读取。删去多余的行。',
  },
  'one Chinese character before a cell that never ends': {
    file: () => Buffer.concat([Buffer.from('编'), Buffer.alloc(largest, 'x')]),
    said: '有一格超过40,000字，未读取。',
  },
  'bytes that are no text': {
    file: () => Buffer.alloc(largest, Buffer.from('81308130fefefe01', 'hex')),
    said: '不是工作簿。选XLSX、XLS或CSV文件。',
  },
}

function expectRefused(name: string, { told, seconds, megabytes }: Cost, said: string): void {
  console.log(`hostile case file, ${name}: ${seconds.toFixed(2)} CPU s, ${megabytes.toFixed(0)} MB`)
  expect(sentence(told as unknown as RefusalData)).toBe(said)
  expect(seconds).toBeLessThan(most.seconds)
  expect(megabytes).toBeLessThan(most.megabytes)
}

describe('a hostile file of cases ends before it costs anything', () => {
  it.each(Object.entries(hostileCaseFiles))('%s', (name, { file, name: called, said }) =>
    expectRefused(name, costOf(file(), called, 'cases'), said),
  )
  it.each(Object.entries(large))('as large as may be: %s', (name, { file, said }) =>
    expectRefused(name, costOf(file(), '台账.csv', 'cases'), said),
  )
})
