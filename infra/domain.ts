import { DomainName, EndpointType, SecurityPolicy, type SpecRestApi } from 'aws-cdk-lib/aws-apigateway'
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager'
import { CfnOutput } from 'aws-cdk-lib'
import type { DeskStack } from './parts.ts'

/** In China the gateway stands on the district's own recorded name; elsewhere, and on one machine, its front does. */
export function aDomain(stack: DeskStack, gateway: SpecRestApi): void {
  const { shape, certificates, origins } = stack.settings
  if (shape !== 'china' || !certificates) return
  const name = new DomainName(stack, 'domain', {
    domainName: new URL(origins.staff).hostname,
    certificate: Certificate.fromCertificateArn(stack, 'certificate', certificates.staff),
    endpointType: EndpointType.REGIONAL,
    securityPolicy: SecurityPolicy.TLS_1_2,
  })
  name.addBasePathMapping(gateway, { stage: gateway.deploymentStage })
  new CfnOutput(stack, 'StaffAddress', {
    description: `Point the name ${name.domainName} at this address (CNAME)`,
    value: name.domainNameAliasDomainName,
  })
}
