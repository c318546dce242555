import BadgeJapaneseYen from '@lucide/svelte/icons/badge-japanese-yen'
import BookText from '@lucide/svelte/icons/book-text'
import Building2 from '@lucide/svelte/icons/building-2'
import CalendarCheck from '@lucide/svelte/icons/calendar-check'
import FileClock from '@lucide/svelte/icons/file-clock'
import Settings from '@lucide/svelte/icons/settings'
import Upload from '@lucide/svelte/icons/upload'
import type { Component } from 'svelte'
import type { Right } from '#shared/base/access'
import type { Screens } from '#shared/words/screens'

/** A place in the rail: shown to who holds one of its rights, or to everybody. */
export interface MenuItem {
  name: Exclude<keyof Screens['menu'], 'main' | 'more'>
  href: string
  icon: Component<{ size?: number }>
  rights?: readonly Right[]
  foot?: true
}

export const menu: readonly MenuItem[] = [
  { name: 'today', href: '/', icon: CalendarCheck },
  { name: 'units', href: '/units', icon: Building2, rights: ['units:read'] },
  { name: 'budget', href: '/budget', icon: BadgeJapaneseYen, rights: ['budget:read', 'ledger:read'] },
  { name: 'accounts', href: '/accounts', icon: BookText, rights: ['figures:read'] },
  { name: 'disclosures', href: '/disclosures', icon: Upload, rights: ['editions:read'] },
  { name: 'history', href: '/history', icon: FileClock },
  { name: 'settings', href: '/settings', icon: Settings, rights: ['subjects:read', 'accounts:read'], foot: true },
]

/** The item to which an address belongs. */
export const menuItemAt = (path: string): MenuItem | undefined =>
  menu.find(({ href }) => (href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`)))
