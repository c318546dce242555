import { fault } from './fault.ts'

type XmlValue = string | number | boolean | undefined | XmlNode | readonly XmlValue[]
export interface XmlNode {
  readonly [name: string]: XmlValue
}

/** An element as read: its own text, and its children in order. Attributes and namespaces carry nothing here. */
export interface Element {
  name: string
  text: string
  children: Element[]
}

const special = /[<>&"\u0000-\u0008\u000b-\u001f\u007f]/g
const named: Record<string, string> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' }
const escape = (text: string) => text.replace(special, (c) => named[c] ?? `&#${c.charCodeAt(0)};`)

/** One document: `xml('Error', { Code: 'NoSuchKey' })`. Lists repeat their element, absent values leave none. */
export const xml = (root: string, content: XmlNode): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${element(root, content, ' xmlns="http://s3.amazonaws.com/doc/2006-03-01/"')}`

/** The same without a namespace, as errors are written. */
export const bareXml = (root: string, content: XmlNode): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${element(root, content, '')}`

function element(name: string, value: XmlValue, attributes = ''): string {
  if (value === undefined) return ''
  if (Array.isArray(value)) return value.map((one: XmlValue) => element(name, one)).join('')
  const inner =
    typeof value === 'object'
      ? Object.entries(value)
          .map(([child, content]) => element(child, content))
          .join('')
      : escape(String(value))
  return `<${name}${attributes}>${inner}</${name}>`
}

const token = /<(\/?)([\w:.-]+)[^<>]*?(\/?)>|([^<]+)/y
const references: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

const unescape = (text: string) =>
  text.replace(
    /&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|([a-z]+));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return references[name] ?? whole
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole
    },
  )

/** Reads the small documents that clients send. Declarations of types and entities are refused: MalformedXML. */
export function parseXml(source: string): Element {
  const text = source.replace(/^\uFEFF?\s*<\?xml[^>]*\?>/, '').trim()
  const root: Element = { name: '', text: '', children: [] }
  const open = [root]
  for (token.lastIndex = 0; token.lastIndex < text.length;) {
    const found = token.exec(text)
    if (!found) throw fault('MalformedXML')
    step(open, found)
  }
  const [first, ...others] = root.children
  if (open.length !== 1 || !first || others.length > 0) throw fault('MalformedXML')
  return first
}

function step(open: Element[], [, closing, name = '', alone, text]: RegExpExecArray): void {
  const top = open.at(-1)
  if (!top) throw fault('MalformedXML')
  if (text !== undefined) top.text += unescape(text)
  else if (closing) {
    if (open.length === 1 || top.name !== local(name)) throw fault('MalformedXML')
    open.pop()
  } else {
    const child = { name: local(name), text: '', children: [] }
    top.children.push(child)
    if (!alone) open.push(child)
  }
}

const local = (name: string) => name.slice(name.indexOf(':') + 1)

/** The text of the first child of that name. */
export const textOf = (parent: Element, name: string): string | undefined =>
  parent.children.find((child) => child.name === name)?.text

export const childrenOf = (parent: Element, name: string): Element[] =>
  parent.children.filter((child) => child.name === name)
