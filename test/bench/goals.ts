/** Every figure a bench may print: its unit and its goal, `-` where there is none. Written once, here. */
export const goals = {
  'start.second.cpu': { unit: 's', goal: '<=3' },
  'start.second.wall': { unit: 's', goal: '-' },
  'start.first.cpu': { unit: 's', goal: '-' },
  'start.memory': { unit: 'MB', goal: '-' },
  'edit.one.cpu': { unit: 'ms', goal: '<=6' },
  'edit.one.wall.median': { unit: 'ms', goal: '-' },
  'edit.1000x10.accepted': { unit: 's', goal: '<=0.3' },
  'edit.1000x10.applied': { unit: 's', goal: '<=1' },
  'edit.1000x10.cpu': { unit: 's', goal: '-' },
  'edit.10000x10.accepted': { unit: 's', goal: '<=1' },
  'edit.10000x10.applied': { unit: 's', goal: '<=8' },
  'edit.10000x10.cpu': { unit: 's', goal: '-' },
  'edit.10000x10.memory': { unit: 'MB', goal: '-' },
  'edit.clients8.rate': { unit: 'edits/s', goal: '-' },
  'edit.clients32.rate': { unit: 'edits/s', goal: '-' },
  'edit.clients32.against8': { unit: 'ratio', goal: '>=1' },
  'edit.clients32.refused': { unit: 'edits', goal: '<=0' },
  'publish.wall': { unit: 's', goal: '<=3' },
  'publish.cpu': { unit: 's', goal: '-' },
  'publish.memory': { unit: 'MB', goal: '-' },
} as const satisfies Record<string, { unit: string; goal: string }>

export type FigureName = keyof typeof goals
