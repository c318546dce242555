import { cruise, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser'
import { expect, it } from 'vitest'

const functions = 'functions/(staff|intake|applier|clock|importer|publisher|projector)'

/** Who may import whom, as docs/architecture.md tells it. */
const forbidden: IForbiddenRuleType[] = [
  rule('shared is pure', '^shared/', '^(functions|infra|web|test)/'),
  rule('shared does no input or output', '^shared/', '^(node:|fs$|crypto$|http$|@aws-sdk)', 'core'),
  rule('base imports no module', '^shared/base/', '^shared/(?!base/)'),
  rule('a function never imports another', `^${functions}/`, `^${functions}/(?!)`, undefined, true),
  rule('functions know no infra and no screens', '^functions/', '^(infra|test)/|^web/'),
  rule(
    'store and host import only shared',
    '^functions/(store|host)/',
    `^(${functions}|functions/workbook|infra|web|test)/`,
  ),
  rule('the workbook room imports only shared', '^functions/workbook/', '^(functions/(?!workbook/)|infra/|web/|test/)'),
  rule(
    'only the workbook room knows the workbook library',
    '^(shared|infra|functions/(?!workbook/)|web/(?!src/lib/sheet/output/))',
    'node_modules/hucre/',
  ),
  rule('the web talks through the contract', '^web/src/', '^(functions|infra|test)/'),
  rule('the runtime runs the template, not the app', '^infra/local/', '^infra/[^/]+\\.ts$'),
  rule('nobody imports tests', '^(shared|functions|web/src|infra)/', '^test/'),
  { name: 'no circles', severity: 'error', from: {}, to: { circular: true } },
]

function rule(name: string, from: string, to: string, type?: 'core', sibling = false): IForbiddenRuleType {
  if (sibling)
    return {
      name,
      severity: 'error',
      from: { path: `^functions/([^/]+)/`, pathNot: '^functions/(store|host)/' },
      to: { path: `^${functions}/`, pathNot: '^functions/$1/' },
    }
  const target = type ? { path: to, dependencyTypes: ['core' as const] } : { path: to }
  return { name, severity: 'error', from: { path: from }, to: target }
}

async function violations(): Promise<string[]> {
  const { output } = await cruise(['shared', 'functions', 'infra', 'web/src'], {
    validate: true,
    ruleSet: { forbidden },
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: false,
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.svelte'],
      conditionNames: ['import'],
      exportsFields: ['exports'],
    },
    tsConfig: { fileName: 'tsconfig.json' },
  })
  if (typeof output === 'string') throw new Error(output)
  return (output satisfies ICruiseResult).summary.violations.map(
    ({ rule: { name }, from, to }) => `${name}: ${from} → ${to}`,
  )
}

it('keeps every room to the imports it may have', async () => {
  expect(await violations()).toEqual([])
})
