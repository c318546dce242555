import type { App } from 'aws-cdk-lib'
import { ApiStack } from './api.ts'
import { DataStack } from './data.ts'
import type { Bundles } from './functions.ts'
import { LedgerStack } from './ledger.ts'
import type { Settings } from './settings.ts'
import { SiteStack } from './site.ts'
import { WatchStack } from './watch.ts'

/** One district's stacks, in the order of their deployment. They know each other by names, never by exports. */
export function addDesk(app: App, settings: Settings, bundles: Bundles): void {
  const data = new DataStack(app, settings)
  const ledger = new LedgerStack(app, settings)
  const site = new SiteStack(app, settings)
  const api = new ApiStack(app, settings, bundles)
  const watch = new WatchStack(app, settings)
  ledger.addStackDependency(data, 'Its bucket writes its visits to a bucket there.')
  api.addStackDependency(ledger, 'Its functions read the address of a key there.')
  if (settings.shape === 'global') site.addStackDependency(api, 'The staff app’s front stands before the gateway.')
  else api.addStackDependency(site, 'The gateway serves the files of the staff app’s bucket.')
  watch.addStackDependency(api, 'It counts lines of the functions’ logs.')
}

/** Context that belongs to the app wherever it is run from, the command line or a test. */
export const context = {
  '@aws-cdk/core:enablePartitionLiterals': true,
  '@aws-cdk/aws-iam:minimizePolicies': false,
  '@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy': true,
  '@aws-cdk/aws-lambda:recognizeLayerVersion': true,
  '@aws-cdk/aws-apigateway:requestValidatorUniqueId': true,
  '@aws-cdk/aws-cloudfront:defaultFunctionRuntimeV2_0': true,
  'aws:cdk:enable-asset-metadata': true,
  'aws:cdk:disable-stack-trace': true,
}
