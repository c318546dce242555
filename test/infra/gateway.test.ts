import { readdirSync } from 'node:fs'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { contract } from '#shared/contract'
import { lists } from '#shared/disclosure/addresses'
import { rootFiles, routesOf } from '../../infra/body.ts'
import { allOf, chinese, global, placeNames, stackOf, type Data, type PlaceName } from './templates.ts'

const everywhere = placeNames.map((place) => [place] as const)
const routes = routesOf(contract)

interface Body {
  openapi: string
  paths: Record<string, Record<string, Data>>
}

const gatewayOf = (place: PlaceName): Data => allOf(place, 'AWS::ApiGateway::RestApi')[0]?.properties ?? {}
const bodyOf = (place: PlaceName): Body => gatewayOf(place).Body as Body
const stageOf = (place: PlaceName): Data => allOf(place, 'AWS::ApiGateway::Stage')[0]?.properties ?? {}
const firewallOf = (place: PlaceName): Data => allOf(place, 'AWS::WAFv2::WebACL')[0]?.properties ?? {}

/** Every place in the tree of paths: `/api`, `/api/rows`, … */
const nodesOf = (paths: string[]): Set<string> =>
  new Set(paths.flatMap((path) => path.split('/').map((_, i, parts) => parts.slice(0, i + 1).join('/') || '/')))

describe.each(everywhere)('the gateway in %s', (place) => {
  it('offers every operation of the contract, answered by the staff function or the one that the contract names', () => {
    expect(routes.length).toBeGreaterThan(20)
    expect(routes.filter(({ by }) => by === 'importer').map(({ path }) => path)).toEqual([
      '/api/final-accounts/{year}/{unit}/workbook',
      '/api/imports/survey',
      '/api/imports/{id}/refused',
    ])
    for (const { path, method, by } of routes) {
      const integration = bodyOf(place).paths[path]?.[method]?.['x-amazon-apigateway-integration'] as Data | undefined
      expect(integration?.type, path).toBe('aws_proxy')
      expect(JSON.stringify(integration?.uri), path).toMatch(new RegExp(`functions/.*${by}live.*/invocations`))
    }
  })

  it('offers nothing below /api but the contract, and one answer for all else there', () => {
    const offered = Object.entries(bodyOf(place).paths)
      .filter(([path]) => path.startsWith('/api'))
      .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`))
    const listed = routes.map(({ path, method }) => `${method} ${path}`)
    expect(offered.sort()).toEqual([...listed, 'x-amazon-apigateway-any-method /api/{unlisted+}'].sort())
  })

  it('speaks the version of OpenAPI that the gateway takes, and keeps to its rules for paths', () => {
    const paths = Object.keys(bodyOf(place).paths)
    expect(bodyOf(place).openapi).toBe('3.0.1')
    const variables = new Map<string, string>()
    for (const node of nodesOf(paths)) {
      const last = node.split('/').at(-1) ?? ''
      const parent = node.slice(0, -last.length)
      expect(last, node).toMatch(/^(\{[A-Za-z]+\+?\}|[A-Za-z0-9._-]*)$/)
      if (last.startsWith('{')) {
        expect(variables.get(parent) ?? last, `one name for the variable below ${parent}`).toBe(last)
        variables.set(parent, last)
      }
    }
    for (const reserved of ['/ping', '/sping']) expect(paths).not.toContain(reserved)
    expect(nodesOf(paths).size).toBeLessThanOrEqual(300)
  })

  it('names every variable of a path as a parameter', () => {
    for (const [path, methods] of Object.entries(bodyOf(place).paths))
      for (const { parameters } of Object.values(methods)) {
        const named = (parameters as Data[]).map(({ name }) => String(name))
        expect(named, path).toEqual([...path.matchAll(/\{([A-Za-z]+)\+?\}/g)].map(([, name]) => name))
      }
  })

  it('is regional, takes no binary types, and makes nothing that an account has only one of', () => {
    expect(gatewayOf(place).EndpointConfiguration).toEqual({ Types: ['REGIONAL'] })
    expect(gatewayOf(place).BinaryMediaTypes).toBeUndefined()
    expect(JSON.stringify(bodyOf(place))).not.toContain('binary')
    expect(allOf(place, 'AWS::ApiGateway::Account')).toEqual([])
  })

  it('lets no foreign page in', () => {
    expect(JSON.stringify(bodyOf(place))).not.toMatch(/Access-Control|"options"/i)
  })

  it('throttles everything, and sign-in most', () => {
    const settings = stageOf(place).MethodSettings as Data[]
    expect(settings[0]).toMatchObject({ ResourcePath: '/*', HttpMethod: '*', ThrottlingRateLimit: 200 })
    const own = routes.filter(({ throttle }) => throttle !== undefined)
    expect(own.length).toBeGreaterThan(4)
    for (const { path, method, throttle } of own)
      expect(settings).toContainEqual(
        expect.objectContaining({
          ResourcePath: `/${path.replaceAll('/', '~1')}`,
          HttpMethod: method.toUpperCase(),
          ThrottlingRateLimit: throttle,
          LoggingLevel: 'ERROR',
          DataTraceEnabled: false,
        }),
      )
  })

  it('writes a line of JSON for each call, kept for a year, with nothing that somebody typed', () => {
    const { Format } = stageOf(place).AccessLogSetting as { Format: string }
    expect(JSON.parse(Format)).toMatchObject({ request: '$context.requestId', status: '$context.status' })
    expect(Format).not.toMatch(/querystring|\$context\.path"|header|body|authorizer/i)
    const log = stackOf(place, 'api').find(({ properties }) =>
      String(properties.LogGroupName).startsWith('/aws/apigateway'),
    )
    expect(log?.properties.RetentionInDays).toBe(365)
  })

  it('stands behind a firewall', () => {
    const [association] = allOf(place, 'AWS::WAFv2::WebACLAssociation')
    expect(JSON.stringify(association?.properties.ResourceArn)).toContain('/stages/')
    expect(firewallOf(place).Scope).toBe('REGIONAL')
    const rules = firewallOf(place).Rules as Data[]
    expect(rules.map(({ Name }) => Name)).toEqual([
      'AWSManagedRulesCommonRuleSet',
      'large-body-elsewhere',
      'AWSManagedRulesKnownBadInputsRuleSet',
      'AWSManagedRulesAmazonIpReputationList',
      'too-many-requests',
    ])
  })

  it('lets large bodies in where change-sets are taken, and nowhere else', () => {
    const [common, elsewhere] = firewallOf(place).Rules as Data[]
    expect(JSON.stringify(common)).toContain('"ActionToUse":{"Count":{}},"Name":"SizeRestrictions_BODY"')
    const text = JSON.stringify(elsewhere)
    const patterns = [...text.matchAll(/"RegexString":"([^"]+)"/g)].map(([, pattern]) => new RegExp(pattern ?? ''))
    const excepted = (path: string): boolean => patterns.some((pattern) => pattern.test(path))
    for (const { path, large } of routes) {
      const asked = path.replaceAll(/\{[^}]+\}/g, 'x')
      // Two operations may share a path: the firewall looks at paths only.
      if (large) expect(excepted(asked), path).toBe(true)
      else if (!routes.some((other) => other.large && other.path === path)) expect(excepted(asked), path).toBe(false)
      if (large) expect(excepted(`/live${asked}`), path).toBe(true)
    }
    expect((elsewhere?.Action as Data).Block).toBeDefined()
  })
})

describe('the staff app', () => {
  it.each([...chinese, 'local' as const])('is served by the gateway in %s, with its own headers', (place) => {
    const { paths } = bodyOf(place)
    const pages = Object.keys(paths).filter((path) => !path.startsWith('/api'))
    expect(pages.sort()).toEqual(['/', '/_app/{file+}', ...rootFiles.map((name) => `/${name}`), '/{page+}'].sort())
    for (const path of pages) {
      const integration = paths[path]?.get?.['x-amazon-apigateway-integration'] as Data
      expect(integration.credentials).toBeDefined()
      expect(JSON.stringify(integration.responses)).toContain("'DENY'")
    }
    const page = paths['/{page+}']?.get?.['x-amazon-apigateway-integration'] as Data
    expect(String(page.uri)).toMatch(/\/index\.html$/)
  })

  it.each(global)('is served by a front of its own in %s, and the public site by another', (place) => {
    const found = allOf(place, 'AWS::CloudFront::Distribution')
    expect(found).toHaveLength(2)
    expect(Object.keys(bodyOf(place).paths).every((path) => path.startsWith('/api'))).toBe(true)
    for (const { properties } of found) {
      const config = properties.DistributionConfig as Data
      expect(config.ViewerCertificate).toMatchObject({ MinimumProtocolVersion: 'TLSv1.2_2021' })
      expect(config.Aliases).toHaveLength(1)
    }
    expect(allOf(place, 'AWS::CloudFront::OriginAccessControl')).toHaveLength(2)
  })

  it.each(global)('has one page for all its addresses in %s, and files for the rest', (place) => {
    expect(uriAfter(place, 'staff-page', '/')).toBe('/index.html')
    expect(uriAfter(place, 'staff-page', '/disclosures/2025/u-1')).toBe('/index.html')
    expect(uriAfter(place, 'staff-page', '/_app/immutable/start.a1b2.js')).toBe('/_app/immutable/start.a1b2.js')
  })

  it('has no file at its root that the gateway does not know', () => {
    expect(readdirSync('web/static').sort()).toEqual([...rootFiles].sort())
  })
})

describe('the public site', () => {
  it.each(global)('serves a folder’s page in %s, and leads from its root to the editions', (place) => {
    expect(uriAfter(place, 'public-page', '/editions/2025/u-1/')).toBe('/editions/2025/u-1/index.html')
    expect(uriAfter(place, 'public-page', '/editions/2025/u-1/1/facts.json')).toBe('/editions/2025/u-1/1/facts.json')
    expect(answerTo(place, 'public-page', '/')).toMatchObject({
      statusCode: 302,
      headers: { location: { value: `/${lists.home.replace('index.html', '')}` } },
    })
  })
})

/** What a front's small function makes of a request. */
function answerTo(place: PlaceName, name: string, uri: string): Data {
  const code = allOf(place, 'AWS::CloudFront::Function').find(({ properties }) =>
    String(properties.Name).endsWith(name),
  )?.properties.FunctionCode
  return runInNewContext(`${String(code)}; handler(event)`, { event: { request: { uri } } }) as Data
}

const uriAfter = (place: PlaceName, name: string, uri: string): unknown => answerTo(place, name, uri).uri
