import type { ColumnKey } from '#shared/base/cell'
import type { SheetName } from '#shared/base/sheet'
import type { Role } from '#shared/people/roles'
import { columnLabel, roleLabel, sheetLabel } from '#shared/words/labels'
import { screens, type Language, type Screens } from '#shared/words/screens'

/** 语言. The person's choice, kept in this browser; Chinese first. */
class Words {
  language = $state<Language>('zh')

  start(): void {
    const kept = localStorage.getItem('language')
    this.#show(kept === 'en' ? 'en' : 'zh')
  }

  toggle(): void {
    this.#show(this.language === 'zh' ? 'en' : 'zh')
    localStorage.setItem('language', this.language)
  }

  get say(): Screens {
    return screens[this.language]
  }

  sheet = (sheet: SheetName): string => sheetLabel(sheet, this.language)
  /** the screen's language, for what stands within a document */
  get tag(): string {
    return this.language === 'zh' ? 'zh-CN' : 'en'
  }

  column = (sheet: SheetName, key: ColumnKey): string => columnLabel(sheet, key, this.language)
  role = (role: Role): string => roleLabel(role, this.language)

  #show(language: Language): void {
    this.language = language
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  }
}

export const words = new Words()
