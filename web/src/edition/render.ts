import { render } from 'svelte/server'
import type { Component } from 'svelte'
import type { Renderer } from '#shared/disclosure/page'
import { editionWords as words } from '#shared/words/edition'
import Edition from './Edition.svelte'
import List from './List.svelte'
import Withdrawn from './Withdrawn.svelte'
import './page.css'
import '../checker/checker.css'

/** What the browser may fetch: this site's own files and nothing else; no script or style within the page. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'"

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

interface Shell {
  title: string
  body: string
  /** address of the stylesheet, relative to the page; none: the page stands bare */
  style: string | undefined
  /** the checker's address and what it is told */
  script?: { src: string; data: Record<string, string> }
}

/** A whole document. Nothing of it is made up in the browser again, so marks for that are taken out. */
function documentOf({ title, body, style, script }: Shell): string {
  const data = Object.entries(script?.data ?? {}).map(([key, value]) => ` data-${key}="${escaped(value)}"`)
  return [
    '<!doctype html>',
    '<html lang="zh-CN">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="renderer" content="webkit">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="format-detection" content="telephone=no">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    `<title>${escaped(title)}</title>`,
    '<link rel="icon" href="data:,">',
    ...(style === undefined ? [] : [`<link rel="stylesheet" href="${escaped(style)}">`]),
    ...(script ? [`<script src="${escaped(script.src)}" defer${data.join('')}></script>`] : []),
    '</head>',
    `<body>${body}</body>`,
    '</html>',
    '',
  ].join('\n')
}

/** The component's markup without the marks by which a browser would take it over: no browser does. */
const markup = <Props extends Record<string, unknown>>(component: Component<Props>, props: Props): string =>
  render<Component<Props>, Props>(component, { props }).body.replace(/<!--(?:\[!?-?\d*|\]|)-->/g, '')

/** The page of an edition, for the place that its links are relative to. */
export const renderEdition: Renderer['renderEdition'] = (page, assets) => {
  const { content, line, links } = page
  return documentOf({
    title: `${content.title} · ${content.unit.name} · ${words.edition(line.edition)}`,
    body: markup(Edition, { ...page }),
    style: links.folder + assets.style,
    script: {
      src: links.folder + assets.checker,
      data: {
        facts: `${links.folder}facts.json`,
        editions: `${links.unit}editions.json`,
        edition: String(line.edition),
      },
    },
  })
}

/** The notice that stands where a withdrawn edition stood. */
export const renderWithdrawn: Renderer['renderWithdrawn'] = (page, assets) =>
  documentOf({
    title: `${words.withdrawn.title} · ${page.line.title} · ${page.line.unitName}`,
    body: markup(Withdrawn, { ...page }),
    style: page.links.folder + assets.style,
  })

/** A list of editions: of all, of one year, or of one unit. */
export const renderList: Renderer['renderList'] = (page, style) =>
  documentOf({ title: `${page.title} · ${page.name}`, body: markup(List, { ...page }), style })
