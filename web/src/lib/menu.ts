import BadgeJapaneseYen from '@lucide/svelte/icons/badge-japanese-yen'
import BookText from '@lucide/svelte/icons/book-text'
import Building2 from '@lucide/svelte/icons/building-2'
import CalendarCheck from '@lucide/svelte/icons/calendar-check'
import ChartColumn from '@lucide/svelte/icons/chart-column'
import FileClock from '@lucide/svelte/icons/file-clock'
import Inbox from '@lucide/svelte/icons/inbox'
import Settings from '@lucide/svelte/icons/settings'
import Upload from '@lucide/svelte/icons/upload'
import type { Component } from 'svelte'
import { resolve } from '$app/paths'
import type { Right } from '#shared/base/access'
import type { Screens } from '#shared/words/screens'

/** A place in the rail: shown to who holds one of its rights, or to everybody. */
export interface MenuItem {
  name: Exclude<keyof Screens['menu'], 'main' | 'more'>
  /** the start of its addresses, and the address itself */
  path: string
  href: () => string
  icon: Component<{ size?: number }>
  rights?: readonly Right[]
  foot?: true
}

export const menu: readonly MenuItem[] = [
  { name: 'today', path: '/', href: () => resolve('/(staff)'), icon: CalendarCheck },
  { name: 'cases', path: '/cases', href: () => resolve('/(staff)/cases'), icon: Inbox, rights: ['cases:read'] },
  { name: 'units', path: '/units', href: () => resolve('/(staff)/units'), icon: Building2, rights: ['units:read'] },
  {
    name: 'budget',
    path: '/budget',
    href: () => resolve('/(staff)/budget'),
    icon: BadgeJapaneseYen,
    rights: ['budget:read', 'ledger:read'],
  },
  {
    name: 'accounts',
    path: '/accounts',
    href: () => resolve('/(staff)/accounts'),
    icon: BookText,
    rights: ['figures:read'],
  },
  {
    name: 'performance',
    path: '/performance',
    href: () => resolve('/(staff)/performance'),
    icon: ChartColumn,
    rights: ['performance:read'],
  },
  {
    name: 'disclosures',
    path: '/disclosures',
    href: () => resolve('/(staff)/disclosures'),
    icon: Upload,
    rights: ['editions:read'],
  },
  { name: 'history', path: '/history', href: () => resolve('/(staff)/history'), icon: FileClock },
  {
    name: 'settings',
    path: '/settings',
    href: () => resolve('/(staff)/settings'),
    icon: Settings,
    rights: ['subjects:read', 'accounts:read'],
    foot: true,
  },
]

/** The item to which an address belongs. */
export const menuItemAt = (path: string): MenuItem | undefined =>
  menu.find((item) => (item.path === '/' ? path === '/' : path === item.path || path.startsWith(`${item.path}/`)))
