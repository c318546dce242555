const tokens = {
  surface: '--surface',
  sunken: '--sunken',
  hover: '--hover',
  line: '--line',
  strong: '--line-strong',
  ink: '--ink',
  ink2: '--ink-2',
  ink3: '--ink-3',
  accent: '--accent',
  accentSoft: '--accent-soft',
  trace: '--trace',
  warn: '--warn',
  warnSoft: '--warn-soft',
  bad: '--bad',
  badSoft: '--bad-soft',
  presence: '--presence',
} as const

/** The colours of the sheet, from the page's tokens; where colours are forced, the system's. */
export type Theme = Readonly<Record<keyof typeof tokens, string>> & { font: string; onPresence: string }

const forced: Readonly<Record<keyof typeof tokens, string>> = {
  surface: 'Canvas',
  sunken: 'Canvas',
  hover: 'Canvas',
  line: 'GrayText',
  strong: 'CanvasText',
  ink: 'CanvasText',
  ink2: 'CanvasText',
  ink3: 'CanvasText',
  accent: 'Highlight',
  accentSoft: 'Canvas',
  trace: 'LinkText',
  warn: 'CanvasText',
  warnSoft: 'Canvas',
  bad: 'CanvasText',
  badSoft: 'Canvas',
  presence: 'CanvasText',
}

const isForced = (): boolean => matchMedia('(forced-colors: active)').matches

export function themeOf(element: Element): Theme {
  const style = getComputedStyle(element)
  const read = (name: keyof typeof tokens): string => style.getPropertyValue(tokens[name]).trim() || forced[name]
  const colour = isForced() ? (name: keyof typeof tokens): string => forced[name] : read
  return {
    surface: colour('surface'),
    sunken: colour('sunken'),
    hover: colour('hover'),
    line: colour('line'),
    strong: colour('strong'),
    ink: colour('ink'),
    ink2: colour('ink2'),
    ink3: colour('ink3'),
    accent: colour('accent'),
    accentSoft: colour('accentSoft'),
    trace: colour('trace'),
    warn: colour('warn'),
    warnSoft: colour('warnSoft'),
    bad: colour('bad'),
    badSoft: colour('badSoft'),
    presence: colour('presence'),
    onPresence: isForced() ? 'Canvas' : '#ffffff',
    font: style.fontFamily,
  }
}
