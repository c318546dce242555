/**
 * Rights, as the contract's operations and the columns of the sheets name them. Which role holds which right is one
 * table, `shared/people/roles.ts`; what is not granted there is denied.
 */
export const rights = [
  'units:read',
  'units:write',
  'subjects:read',
  'subjects:write',
  'budget:read',
  'budget:write',
  'ledger:read',
  'ledger:write',
  'final-accounts:read',
  'final-accounts:write',
  'performance:read',
  'performance:write',
  'figures:read',
  'figures:write',
  'editions:read',
  'editions:submit',
  'editions:review',
  'editions:sign-off',
  'editions:record',
  'editions:withdraw',
  'editions:agree-withdrawal',
  'limits:read',
  'limits:write',
  'cases:read',
  'cases:create',
  'cases:void',
  'cases:intake',
  'cases:edit',
  'cases:note',
  'cases:cost',
  'cases:register',
  'cases:dispatch',
  'cases:merge',
  'cases:handle',
  'cases:ask-extension',
  'cases:follow-up',
  'cases:press',
  'cases:extend',
  'cases:suspend',
  'cases:arbitrate',
  'cases:close',
  'cases:import-history',
  'tiles:rebuild',
  'history:read',
  'batches:undo-others',
  'accounts:read',
  'accounts:write',
  'accounts:give-roles',
  'accounts:reset',
  'sessions:end-others',
  'audit:read',
] as const

export type Right = (typeof rights)[number]

export type AccountId = string

/** Who acts: read anew from the table at every call. */
export interface Actor {
  account: AccountId
  name: string
  unit: string
  roles: readonly string[]
  rights: ReadonlySet<Right>
  /** a fresh second factor was shown within five minutes */
  fresh: boolean
}
