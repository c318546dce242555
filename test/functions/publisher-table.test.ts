import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import type { EditionContent } from '#shared/disclosure/edition'
import { figuresCsv } from '#functions/publisher/table'
import { anOwnContent, aRecordedContent } from '../samples/contents.ts'
import { formulaPayloads } from '../samples/payloads.ts'

const read = (text: string): string[][] => parse(text, { bom: true })

const named = (name: string): EditionContent => {
  const content = anOwnContent(1)
  return { ...content, projects: content.projects.map((line) => ({ ...line, name, code: name })) }
}

describe('the table of an own edition', () => {
  it('begins with the mark by which spreadsheets know its characters, and ends lines as they do', () => {
    const { name, text } = figuresCsv(anOwnContent(2))
    expect(name).toBe('projects.csv')
    expect(text.startsWith('\ufeff"年度"')).toBe(true)
    expect(text.split('\r\n')).toHaveLength(4)
  })

  it('has numbers as numbers and codes as quoted text', () => {
    const { text } = figuresCsv(anOwnContent(1))
    expect(text.split('\r\n')[1]).toBe(
      '"2021","示例区社会管理网格化服务中心","XM-001","项目1",1268.00,163976.00,171065.00,104.32',
    )
  })

  it.each(formulaPayloads)('keeps a spreadsheet from running %j', (payload) => {
    const [, row = []] = read(figuresCsv(named(payload)).text)
    expect([row[2], row[3]]).toEqual([`'${payload}`, `'${payload}`])
  })

  it.each(['普通项目', '5=5', '一-二', "'=1", '"引号",逗号\n换行'])('leaves %j as it is', (name) => {
    const [, row = []] = read(figuresCsv(named(name)).text)
    expect(row[3]).toBe(name)
  })

  it('keeps money that came back a number below zero', () => {
    const content = anOwnContent(1)
    const [line] = content.projects
    const figures = content.figures.map((figure) =>
      figure.id === line?.executed ? { ...figure, value: { fen: -123_456_789 } } : figure,
    )
    expect(read(figuresCsv({ ...content, figures }).text)[1]?.[6]).toBe('-123.46')
  })
})

describe('the table of a recorded edition', () => {
  it('has every figure as printed, worked out anew, and the verdict', () => {
    const { name, text } = figuresCsv(aRecordedContent())
    expect(name).toBe('figures.csv')
    const rows = read(text)
    const line = (key: string): string[] | undefined => rows.find(([id]) => id === key)
    expect(line('gpb.class.science.completion')?.slice(5, 9)).toEqual(['%', '104.32', '104.32', '相符'])
    expect(line('total.growth')?.slice(5, 9)).toEqual(['%', '8.9', '8.90', '相符'])
    expect(line('threePublic.completion')?.slice(5, 9)).toEqual(['%', '0', '', '不符'])
    expect(line('cases.received')?.slice(5, 9)).toEqual(['件', '17万余', '', ''])
    expect(line('gpb.class.science.final')?.[3]).toBe('206')
    expect(rows).toHaveLength(1 + aRecordedContent().sections.flatMap(({ figures }) => figures).length)
  })
})
