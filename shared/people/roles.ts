import type { Right } from '#shared/base/access'

/** One role: what it is called, what it sees and writes in words (for the table of rights on the screen), its rights. */
export interface RoleLine {
  label: string
  rows: string
  writes: string
  /** names, telephone numbers, addresses and long texts of callers */
  personal: string
  /** callers who asked to be kept confidential */
  confidential: string
  rights: readonly Right[]
}

/**
 * 角色. Every role of the district and all its rights; what is not granted here is denied. The API, the sheets' read-only
 * cells, the screens and the tests of every operation with every role read this table. What a role of the
 * request desk may do with a case counts only within the rows that it sees (`shared/cases/sight.ts`).
 */
export const roles = {
  intake: {
    label: '接线员',
    rows: '本人当天登记的诉求；同一来电人或同一地点的其他诉求只见编号、标题、状态、单位和日期',
    writes: '立案前的登记栏；新建、作废本人草稿',
    personal: '本人正在登记的可见',
    confidential: '可以标记，不能再看',
    rights: [
      'units:read',
      'limits:read',
      'cases:read',
      'cases:create',
      'cases:void',
      'cases:intake',
      'cases:edit',
      'cases:note',
    ],
  },
  dispatcher: {
    label: '派遣员',
    rows: '全部诉求',
    writes: '立案、不予受理、派单、改派、并案、拆分、分类、单位、按规则定时限',
    personal: '遮住，写明用途后可看',
    confidential: '不可见',
    rights: [
      'units:read',
      'limits:read',
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
      'history:read',
    ],
  },
  handler: {
    label: '承办',
    rows: '派给本单位的诉求；协办只见本单位的部分',
    writes: '签收、反馈、材料、进展、退单、申请延期、申诉',
    personal: '写明用途后可看，每天50次',
    confidential: '永不可见',
    rights: [
      'units:read',
      'limits:read',
      'cases:read',
      'cases:note',
      'cases:cost',
      'cases:handle',
      'cases:ask-extension',
    ],
  },
  'call-back': {
    label: '回访员',
    rows: '待回访的诉求',
    writes: '是否联系、是否解决、是否满意、备注、重办',
    personal: '电话写明用途后可看',
    confidential: '经督办员',
    rights: ['units:read', 'limits:read', 'cases:read', 'cases:note', 'cases:follow-up'],
  },
  supervisor: {
    label: '督办员',
    rows: '全部诉求',
    writes: '督办、延期、挂账、裁定、结案、作废、质检、申诉一二级，导入历史诉求',
    personal: '写明用途后可看',
    confidential: '再次验证并写明用途后可看',
    rights: [
      'units:read',
      'limits:read',
      'cases:read',
      'cases:void',
      'cases:note',
      'cases:press',
      'cases:extend',
      'cases:suspend',
      'cases:arbitrate',
      'cases:close',
      'cases:import-history',
      'cases:void',
      'history:read',
      'batches:undo-others',
    ],
  },
  registrar: {
    label: '业务管理员',
    rows: '单位、网格、科目、日历、时限、模板、知识库、值班表等底册',
    writes: '以上全部',
    personal: '无',
    confidential: '无',
    rights: [
      'units:read',
      'units:write',
      'subjects:read',
      'subjects:write',
      'limits:read',
      'limits:write',
      'history:read',
      'batches:undo-others',
    ],
  },
  accountant: {
    label: '财务',
    rows: '预算、台账、决算、绩效表、文字说明',
    writes: '以上全部；送审',
    personal: '无',
    confidential: '无',
    rights: [
      'units:read',
      'subjects:read',
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
      'editions:record',
      'history:read',
      'batches:undo-others',
    ],
  },
  reviewer: {
    label: '审核',
    rows: '送审的版本及其各表，只读',
    writes: '核对结论、审核和保密审查、退回',
    personal: '无',
    confidential: '无',
    rights: [
      'units:read',
      'subjects:read',
      'budget:read',
      'ledger:read',
      'final-accounts:read',
      'performance:read',
      'figures:read',
      'editions:read',
      'editions:review',
      'history:read',
    ],
  },
  leader: {
    label: '领导',
    rows: '全部，只读；数据和报告',
    writes: '签发、同意撤回、申诉三级、冻结月份',
    personal: '遮住',
    confidential: '无',
    rights: [
      'units:read',
      'subjects:read',
      'budget:read',
      'ledger:read',
      'final-accounts:read',
      'performance:read',
      'figures:read',
      'editions:read',
      'editions:sign-off',
      'editions:agree-withdrawal',
      'limits:read',
      'cases:read',
      'history:read',
    ],
  },
  publisher: {
    label: '公开',
    rows: '各版本',
    writes: '定时公开、申请撤回、公告、公开网站的文字',
    personal: '无',
    confidential: '无',
    rights: ['units:read', 'editions:read', 'editions:withdraw'],
  },
  'system-administrator': {
    label: '系统管理员',
    rows: '账号和单位，没有诉求数据',
    writes: '开账号、停用、重置、单位；还没有安全管理员时任命一名',
    personal: '无',
    confidential: '无',
    rights: [
      'accounts:read',
      'accounts:write',
      'accounts:give-roles',
      'accounts:reset',
      'sessions:end-others',
      'units:read',
      'units:write',
      'tiles:rebuild',
      'history:read',
    ],
  },
  'security-administrator': {
    label: '安全管理员',
    rows: '账号的角色、策略、密钥，没有诉求数据',
    writes: '给角色、收角色、重置、结束会话',
    personal: '无',
    confidential: '无',
    rights: [
      'accounts:read',
      'accounts:give-roles',
      'accounts:reset',
      'sessions:end-others',
      'units:read',
      'history:read',
    ],
  },
  auditor: {
    label: '审计',
    rows: '全部修改记录和登录记录，只读',
    writes: '无',
    personal: '遮住',
    confidential: '只见校验值',
    rights: ['audit:read', 'accounts:read', 'history:read'],
  },
} as const satisfies Record<string, RoleLine>

export type Role = keyof typeof roles

export const roleNames = Object.keys(roles).filter(isRole)

/**
 * 互斥. Roles that no one person may hold together: the three administrators (GB/T 22239: 三员分立). Author, reviewer
 * and leader exclude each other for each edition, not for each person: `shared/disclosure` sees to that.
 */
export const exclusions = [
  ['system-administrator', 'security-administrator'],
  ['system-administrator', 'auditor'],
  ['security-administrator', 'auditor'],
] as const satisfies readonly (readonly [Role, Role])[]

export function isRole(name: string): name is Role {
  return Object.hasOwn(roles, name)
}

/** The roles in an account's cell: a text of role names in alphabetical order, joined by commas. Unknown names fall out. */
export function rolesIn(cell: unknown): Role[] {
  return typeof cell === 'string' ? cell.split(',').filter(isRole) : []
}

/** The cell that holds these roles. */
export const rolesCell = (held: readonly Role[]): string | null =>
  held.length === 0 ? null : [...new Set(held)].sort().join(',')

/** What a person with these roles may do. */
export const rightsOf = (held: readonly Role[]): ReadonlySet<Right> =>
  new Set(held.flatMap((role): readonly Right[] => roles[role].rights))

/** Labels of the roles that hold a right, for the sentence that says who could grant or do it. */
export const holdersOf = (right: string): string[] =>
  roleNames
    .map((role): RoleLine => roles[role])
    .filter((line) => line.rights.some((held) => held === right))
    .map((line) => line.label)
