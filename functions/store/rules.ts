import { guardAccount } from '#shared/people/guards'
import { sheets } from '#shared/sheets'
import type { Rulebook } from './rulebook.ts'

/** The product's own rules. */
export const rulebook: Rulebook = { sheets, guards: { accounts: guardAccount }, steps: {} }
