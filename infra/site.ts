import { CfnOutput, Duration } from 'aws-cdk-lib'
import { Certificate, type ICertificate } from 'aws-cdk-lib/aws-certificatemanager'
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  Function,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginRequestPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
  type BehaviorOptions,
  type DistributionProps,
  type ResponseSecurityHeadersBehavior,
} from 'aws-cdk-lib/aws-cloudfront'
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins'
import { AccessLevel } from 'aws-cdk-lib/aws-cloudfront'
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3'
import type { Construct } from 'constructs'
import { acknowledge } from './acknowledged.ts'
import { pageHeaders } from './headers.ts'
import { gatewayStage } from './names.ts'
import { aBucket, DeskStack } from './parts.ts'
import type { Settings } from './settings.ts'

/**
 * The staff app's files and the published editions. Globally a distribution stands before each: two origins, so that
 * nothing published can act as a signed-in person. In China the gateway serves the app, and the editions' bucket is the
 * bundle that any web server, or the district's portal, puts on show.
 */
export class SiteStack extends DeskStack {
  constructor(scope: Construct, settings: Settings) {
    super(scope, 'site', settings, { terminationProtection: true })
    const app = aBucket(this, 'app', { lifecycleRules: [{ noncurrentVersionExpiration: Duration.days(90) }] })
    const editions = aBucket(this, 'editions')
    if (settings.shape === 'china') return
    const { staff, site } = settings.certificates ?? {}
    this.distribution('staff', this.staffApp(app), staff)
    this.distribution('public', this.publicSite(editions), site)
  }

  private staffApp(app: IBucket): Omit<DistributionProps, 'domainNames'> {
    const gateway = `${this.read('gateway-id')}.execute-api.${this.region}.${this.urlSuffix}`
    const api: BehaviorOptions = {
      origin: new HttpOrigin(gateway, { originPath: `/${gatewayStage}` }),
      allowedMethods: AllowedMethods.ALLOW_ALL,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      // The gateway answers to its own host name only.
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
    }
    return {
      comment: `${this.names.prefix}: staff app`,
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(app),
        cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        responseHeadersPolicy: this.headers('staff', staffSecurity(this.settings)),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        functionAssociations: [this.rewrite('staff-page', onePage)],
      },
      additionalBehaviors: { '/api/*': api },
    }
  }

  private publicSite(editions: IBucket): Omit<DistributionProps, 'domainNames'> {
    return {
      comment: `${this.names.prefix}: public site`,
      defaultBehavior: {
        // Listing lets a missing page be "not found" rather than "forbidden"; the function keeps "/" from listing.
        origin: S3BucketOrigin.withOriginAccessControl(editions, {
          originAccessLevels: [AccessLevel.READ, AccessLevel.LIST],
        }),
        cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        responseHeadersPolicy: this.headers('public', publicSecurity),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        functionAssociations: [this.rewrite('public-page', folders)],
      },
    }
  }

  private headers(id: string, securityHeadersBehavior: ResponseSecurityHeadersBehavior): ResponseHeadersPolicy {
    return new ResponseHeadersPolicy(this, `${id}-headers`, {
      responseHeadersPolicyName: `${this.names.prefix}-${id}`,
      securityHeadersBehavior,
    })
  }

  private rewrite(id: string, code: string): { function: Function; eventType: FunctionEventType } {
    const made = new Function(this, id, {
      functionName: `${this.names.prefix}-${id}`,
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromInline(code),
    })
    return { function: made, eventType: FunctionEventType.VIEWER_REQUEST }
  }

  private distribution(id: 'staff' | 'public', props: DistributionProps, certificate: string | undefined): void {
    const origin = this.settings.origins[id === 'staff' ? 'staff' : 'site']
    const made = new Distribution(this, `${id}-distribution`, {
      ...props,
      ...(certificate
        ? { domainNames: [new URL(origin).hostname], certificate: this.certificate(id, certificate) }
        : {}),
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_200,
      enableLogging: true,
      logBucket: Bucket.fromBucketAttributes(this, `${id}-visits`, {
        bucketName: this.names.bucket('visits'),
        bucketRegionalDomainName: `${this.names.bucket('visits')}.s3.${this.region}.${this.urlSuffix}`,
      }),
      logFilePrefix: `${id}/`,
    })
    acknowledge(made, 'distribution')
    if (id === 'public') acknowledge(made, 'listed')
    new CfnOutput(this, `${id}Address`, {
      description: `Point the name ${origin} at this address`,
      value: made.distributionDomainName,
    })
  }

  private certificate(id: string, arn: string): ICertificate {
    return Certificate.fromCertificateArn(this, `${id}-certificate`, arn)
  }
}

/** Every address without a file's ending is the staff app's one page. */
const onePage = `function handler(event) {
  var request = event.request
  if (!/\\.[a-z0-9]+$/i.test(request.uri)) request.uri = '/index.html'
  return request
}`

/** An address that ends in a slash is that folder's page; the site's own root leads to the list of editions. */
const folders = `function handler(event) {
  var request = event.request
  if (request.uri === '/') return { statusCode: 302, statusDescription: 'Found', headers: { location: { value: '/editions/' } } }
  if (request.uri.endsWith('/')) request.uri += 'index.html'
  return request
}`

const always = {
  contentTypeOptions: { override: true },
  strictTransportSecurity: { accessControlMaxAge: Duration.days(365), override: true },
} satisfies ResponseSecurityHeadersBehavior

const staffSecurity = (settings: Settings): ResponseSecurityHeadersBehavior => ({
  ...always,
  contentSecurityPolicy: {
    contentSecurityPolicy: pageHeaders(settings)['Content-Security-Policy'] ?? '',
    override: true,
  },
  frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
  referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.SAME_ORIGIN, override: true },
})

/** Published pages may be framed by nobody and send nothing anywhere; their own policy for scripts is in the page. */
const publicSecurity: ResponseSecurityHeadersBehavior = {
  ...always,
  contentSecurityPolicy: {
    contentSecurityPolicy: "object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    override: true,
  },
  referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
}
