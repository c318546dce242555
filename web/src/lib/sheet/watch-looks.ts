/** Calls when colours, fonts or forced colours have changed; returns how to stop. */
export function watchLooks(changed: () => void): () => void {
  const theme = new MutationObserver(changed)
  theme.observe(document.documentElement, {
    attributes: true,
    attributeFilter: ['data-theme', 'class', 'style', 'lang'],
  })
  const media = ['(forced-colors: active)', '(prefers-color-scheme: dark)'].map((query) => matchMedia(query))
  for (const query of media) query.addEventListener('change', changed)
  document.fonts.addEventListener('loadingdone', changed)
  window.addEventListener('resize', changed)
  return () => {
    theme.disconnect()
    for (const query of media) query.removeEventListener('change', changed)
    document.fonts.removeEventListener('loadingdone', changed)
    window.removeEventListener('resize', changed)
  }
}
