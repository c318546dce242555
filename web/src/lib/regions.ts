const regions = '[data-region]'
const reachable =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex="0"]'

/** The element by which a region is entered: the sheet's own field, else whatever comes first. */
const entry = (region: Element): HTMLElement | undefined =>
  [...region.querySelectorAll<HTMLElement>(region.matches('[data-region="sheet"]') ? 'textarea' : reachable)].find(
    ({ offsetParent, tabIndex }) => offsetParent !== null && tabIndex >= 0,
  )

/**
 * F6 leads to the next region of a screen (rail, top bar, sheet, its tabs), Shift+F6 to the one before: the way out of
 * a sheet, in which Tab belongs to the cells (WCAG 2.1.2).
 */
export function followRegions(event: KeyboardEvent): void {
  if (event.key !== 'F6' || event.ctrlKey || event.altKey || document.querySelector('[role="dialog"]')) return
  event.preventDefault()
  const stops = [...document.querySelectorAll(regions)].filter((region) => entry(region))
  const at = stops.findIndex((region) => region.contains(document.activeElement))
  const next = at < 0 && event.shiftKey ? stops.length - 1 : at + (event.shiftKey ? -1 : 1)
  const stop = stops[(next + stops.length) % stops.length]
  if (stop) entry(stop)?.focus()
}
