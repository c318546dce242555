import { CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2'
import type { Route } from './body.ts'
import { gatewayStage } from './names.ts'
import type { DeskStack } from './parts.ts'

type Rule = CfnWebACL.RuleProperty

/** The label that the common rules put on a body beyond 8 KB. */
const oversized = 'awswaf:managed:aws:core-rule-set:SizeRestrictions_Body'

const seen = (metricName: string): CfnWebACL.VisibilityConfigProperty => ({
  metricName,
  cloudWatchMetricsEnabled: true,
  sampledRequestsEnabled: true,
})

interface Managed {
  priority: number
  group: string
  /** rules of the group that only count and label */
  counted?: string[]
}

const managed = ({ priority, group, counted = [] }: Managed): Rule => ({
  name: group,
  priority,
  overrideAction: { none: {} },
  visibilityConfig: seen(group),
  statement: {
    managedRuleGroupStatement: {
      vendorName: 'AWS',
      name: group,
      ruleActionOverrides: counted.map((name) => ({ name, actionToUse: { count: {} } })),
    },
  },
})

/** The whole path of a route, as the firewall sees it: with or without the gateway's stage before it. */
const patternOf = ({ path }: Route): string => `^(/${gatewayStage})?${path.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`

const onPath = (regexString: string): CfnWebACL.StatementProperty => ({
  regexMatchStatement: {
    fieldToMatch: { uriPath: {} },
    regexString,
    textTransformations: [{ priority: 0, type: 'NONE' }],
  },
})

/** The common rules refuse bodies beyond 8 KB; here they only label them, and this refuses them on all other routes. */
function largeElsewhere(routes: readonly Route[]): Rule {
  const large = [...new Set(routes.filter((route) => route.large).map(patternOf))]
  const elsewhere = large.map((pattern) => ({ notStatement: { statement: onPath(pattern) } }))
  const labelled = { labelMatchStatement: { scope: 'LABEL', key: oversized } }
  return {
    name: 'large-body-elsewhere',
    priority: 1,
    action: { block: { customResponse: { responseCode: 413 } } },
    visibilityConfig: seen('large-body-elsewhere'),
    statement: elsewhere.length === 0 ? labelled : { andStatement: { statements: [labelled, ...elsewhere] } },
  }
}

/** Behind CloudFront the caller's address stands in a header; elsewhere it is the connection's. */
const tooMany = (stack: DeskStack): Rule => ({
  name: 'too-many-requests',
  priority: 4,
  action: { block: { customResponse: { responseCode: 429 } } },
  visibilityConfig: seen('too-many-requests'),
  statement: {
    rateBasedStatement: {
      limit: stack.settings.requestsFromOneAddress,
      evaluationWindowSec: 300,
      ...(stack.settings.shape === 'global'
        ? {
            aggregateKeyType: 'FORWARDED_IP',
            forwardedIpConfig: { headerName: 'X-Forwarded-For', fallbackBehavior: 'MATCH' },
          }
        : { aggregateKeyType: 'IP' }),
    },
  },
})

/** The firewall before the gateway's stage, in every region: it cannot stand before the cheaper kind of gateway. */
export function aFirewall(stack: DeskStack, stageArn: string, routes: readonly Route[]): void {
  const wall = new CfnWebACL(stack, 'firewall', {
    name: `${stack.names.prefix}-firewall`,
    scope: 'REGIONAL',
    defaultAction: { allow: {} },
    visibilityConfig: seen('firewall'),
    rules: [
      managed({ priority: 0, group: 'AWSManagedRulesCommonRuleSet', counted: ['SizeRestrictions_BODY'] }),
      largeElsewhere(routes),
      managed({ priority: 2, group: 'AWSManagedRulesKnownBadInputsRuleSet' }),
      managed({ priority: 3, group: 'AWSManagedRulesAmazonIpReputationList' }),
      tooMany(stack),
    ],
  })
  new CfnWebACLAssociation(stack, 'firewall-association', { resourceArn: stageArn, webAclArn: wall.attrArn })
}
