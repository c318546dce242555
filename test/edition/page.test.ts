import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import * as renderer from '#renderer'
import { describe, expect, it } from 'vitest'
import type { EditionContent } from '#shared/disclosure/edition'
import { recordedId, shownFigure } from '#shared/disclosure/shown'
import { aLine, anOwnContent, aRecordedContent } from '../samples/contents.ts'
import { markupPayloads } from '../samples/payloads.ts'
import { listPage, pageOf, textOf, theReport, withdrawnPage } from './pages.ts'

const own = anOwnContent(12)
const pages: [name: string, html: string][] = [
  ['an own edition', pageOf(own)],
  ['the recorded report of 2021', pageOf(theReport())],
  ['a list', listPage(own)],
  ['a withdrawn edition', withdrawnPage(own)],
]

describe.each(pages)('the page of %s', (_, html) => {
  it('keeps scripts and styles in files of its own, and asks nobody else for anything', () => {
    expect(html).not.toMatch(/ style=| on[a-z]+=|javascript:/)
    expect(html).not.toMatch(/<script(?![^>]* src=)|<style/)
    expect(html.match(/(?:href|src|content)="(?:https?:)?\/\/[^"]*"/g)).toBeNull()
    expect(html).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
  })

  it('says that it belongs to the example district', () => {
    expect(textOf(html)).toContain('示例区')
    expect(html).toContain('class="ribbon')
  })

  it('is written in Chinese, for phones too, and has a title', () => {
    expect(html).toMatch(/^<!doctype html>\n<html lang="zh-CN">/)
    expect(html).toContain('name="viewport"')
    expect(html).toMatch(/<title>[^<]+<\/title>/)
    expect(html).not.toMatch(/<!--/)
  })

  it('comes to at most 20 kB compressed', () => {
    expect(gzipSync(html).length).toBeLessThanOrEqual(20_000)
  })
})

it('is as small with a hundred projects, and the checker is smaller than 12 kB', () => {
  expect(gzipSync(pageOf(anOwnContent(100))).length).toBeLessThanOrEqual(20_000)
  expect(gzipSync(renderer.assets.checker.text).length).toBeLessThanOrEqual(12_000)
})

it('is drawn the same from the same', () => {
  expect(pageOf(anOwnContent(12))).toBe(pageOf(own))
})

it('names its stylesheet and its checker by their content', () => {
  for (const { name, text } of Object.values(renderer.assets))
    expect(name).toContain(createHash('sha256').update(text).digest('hex').slice(0, 16))
})

describe('an own edition', () => {
  const text = textOf(pageOf(own))

  it('has every project with its four figures', () => {
    for (const line of own.projects) {
      expect(text).toContain(`${line.name} ${line.code}`)
      for (const id of [line.original, line.adjusted, line.executed, line.rate]) {
        const figure = own.figures.find((found) => found.id === id)
        expect(text).toContain(figure ? shownFigure(figure) : '?')
      }
    }
  })

  it('bears number, day in Shanghai, and the hash of what was approved', () => {
    expect(text).toContain('第1版，2026年10月12日公开')
    expect(text.replaceAll(' ', '')).toContain(aLine(own).hash)
  })

  it('shows a correction with the editions before', () => {
    const corrected = textOf(pageOf(own, { edition: 2, correction: '更正3个项目的执行数' }))
    expect(corrected).toContain('更正说明 更正3个项目的执行数')
    expect(corrected).toContain('查看最新版本与更正')
  })

  it('leads each rate, without scripts, to its arithmetic in print', () => {
    const html = pageOf(own)
    for (const { rate } of own.projects) {
      const [, anchor] = new RegExp(`href="#(f\\d+)" data-figure="${rate}"`).exec(html) ?? []
      const [, line = ''] = new RegExp(`<li id="${anchor}"[^>]*>(.*?)</li>`).exec(html) ?? []
      expect(textOf(line)).toMatch(/执行率 .* ÷ .* = 104\.32\d*% → 104\.32%/)
    }
  })
})

describe('the recorded report of 2021', () => {
  const report = theReport()
  const html = pageOf(report)
  const text = textOf(html)

  it('is labelled as recorded wherever it shows, with its source', () => {
    expect(html).toMatch(/<b class="recorded[^"]*">收录<\/b>/)
    expect(text).toContain('收录自该单位2021年度部门决算公开文件')
    expect(textOf(listPage(aRecordedContent()))).toContain('第1版 收录')
    expect(text).toContain('2026年10月12日收录')
  })

  it('has all its figures as printed', () => {
    const printed = report.figures.filter(({ id }) => recordedId(id) === undefined)
    expect(printed.length).toBeGreaterThan(200)
    for (const { id } of printed) expect(html).toContain(`data-figure="${id}"`)
  })

  it('has rates worked out anew beside the printed ones, with a verdict', () => {
    const row = html.split('<tr').find((part) => part.includes('data-figure="gpb.class.science.completion"')) ?? ''
    expect(textOf(row)).toMatch(/104\.32% 104\.32% 相符/)
  })

  it('says tail difference and mismatch in words', () => {
    const verdicts = textOf(pageOf(aRecordedContent()))
    expect(verdicts).toMatch(/36\.67% 36\.66% 尾差/)
    expect(verdicts).toMatch(/0% — 不符 基数为0，不应有比率/)
    expect(verdicts).toMatch(/上年支出合计 1,630\.30 万元 推算，原文未列/)
  })
})

describe('texts that try to become markup', () => {
  const laced = (payload: string): EditionContent => ({
    ...own,
    title: payload,
    unit: { id: 'centre', name: payload },
    projects: own.projects.map((line) => ({ ...line, name: payload, code: payload })),
    figures: own.figures.map((figure) => ({ ...figure, label: payload, place: payload, code: payload })),
  })
  const elements = (html: string): string[] =>
    [...html.matchAll(/<([a-z][a-z0-9]*)[\s>/]/gi)].map(([, name = '']) => name)

  it.each(markupPayloads)('stay text: %j', (payload) => {
    const plain = pageOf(laced('平常'), { correction: '平常' })
    const html = pageOf(laced(payload), { correction: payload })
    expect(elements(html)).toEqual(elements(plain))
    expect(html.match(/<script[^>]*>/g)).toEqual(plain.match(/<script[^>]*>/g))
  })
})
