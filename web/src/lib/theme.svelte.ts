type Theme = 'light' | 'dark'

const dark = (): MediaQueryList => matchMedia('(prefers-color-scheme: dark)')
const wish = (): Theme => (dark().matches ? 'dark' : 'light')

/** 浅色、深色. The person's choice, kept in this browser; until they choose, whatever the system changes to. */
class ThemeChoice {
  now = $state<Theme>('light')

  start(): void {
    this.#follow()
    dark().addEventListener('change', () => this.#follow())
  }

  toggle(): void {
    const next = this.now === 'dark' ? 'light' : 'dark'
    localStorage.setItem('theme', next)
    this.#show(next)
  }

  #follow(): void {
    this.#show((localStorage.getItem('theme') as Theme | null) ?? wish())
  }

  #show(theme: Theme): void {
    this.now = theme
    document.documentElement.dataset.theme = theme
  }
}

export const theme = new ThemeChoice()
