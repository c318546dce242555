type Theme = 'light' | 'dark'

const wish = (): Theme => (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')

/** 浅色、深色. The person's choice, kept in this browser; at first the system's. */
class ThemeChoice {
  now = $state<Theme>('light')

  start(): void {
    this.#show((localStorage.getItem('theme') as Theme | null) ?? wish())
  }

  toggle(): void {
    const next = this.now === 'dark' ? 'light' : 'dark'
    localStorage.setItem('theme', next)
    this.#show(next)
  }

  #show(theme: Theme): void {
    this.now = theme
    document.documentElement.dataset.theme = theme
  }
}

export const theme = new ThemeChoice()
