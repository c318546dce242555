const functional = String.raw`(?:\d{3}(?:\d{2}){0,2}|total)`
const economic = String.raw`\d{3}(?:\d{2})?`
const parts = 'total|abroad|vehicles|purchase|running|reception'
const name = '[A-Za-z0-9-]+'

/** Forms of figure ids by what they begin with, as `statement.ts` lists them. */
const forms: Readonly<Record<string, RegExp>> = {
  t01: /^(?:in\.(?:general|fund|capital|superior|business|operating|affiliated|other|current|reserves|opening|total)|out\.(?:\d{3}|current|distribution|closing|total))$/,
  t02: new RegExp(`^${functional}\\.(?:total|fiscal|superior|business|operating|affiliated|other)$`),
  t03: new RegExp(`^${functional}\\.(?:total|basic|project|upward|operating|subsidy)$`),
  t04: /^(?:in\.(?:general|fund|capital|current|opening(?:\.(?:general|fund|capital))?|total)|out\.(?:\d{3}|current|closing|total)\.(?:total|general|fund|capital))$/,
  t05: new RegExp(`^${functional}\\.(?:total|basic|project)$`),
  t06: new RegExp(`^(?:${economic}|personnel|operating)$`),
  t07: new RegExp(`^(?:budget|final)\\.(?:${parts})$`),
  t08: new RegExp(`^${functional}\\.(?:opening|income|total|basic|project|closing)$`),
  t09: new RegExp(`^${functional}\\.(?:total|basic|project)$`),
  original: new RegExp(`^${functional}$`),
  completion: new RegExp(`^${functional}$`),
  project: new RegExp(`^${name}\\.(?:original|adjusted|executed|rate)$`),
  x: new RegExp(`^${name}(?:\\.${name})*$`),
  score: new RegExp(`^${name}(?:\\.${name})+$`),
}

const narrative = /^n(?:0\d|1[0-3])\.[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*$/

/** Whether a figure of that id may exist in final accounts; whether it does, the year's figures tell. */
export function isFigureId(id: string): boolean {
  if (id.startsWith('prior.')) return isFigureId(id.slice('prior.'.length))
  const dot = id.indexOf('.')
  const head = id.slice(0, Math.max(dot, 0))
  return narrative.test(id) || (Object.hasOwn(forms, head) && forms[head]?.test(id.slice(dot + 1)) === true)
}
