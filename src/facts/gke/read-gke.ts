import type { View } from '../../parse/yaml/view.ts';
import { readHead } from '../read-head.ts';
import type { ComputeAddress, GkeIngressPart } from './kinds.ts';

/** BackendConfig of cloud.google.com/v1 and ManagedCertificate of networking.gke.io/v1 (kubernetes/ingress-gce). */
interface PartModel {
  spec?: {
    healthCheck?: { port?: number; requestPath?: string };
    domains?: string[];
  };
}

/** BackendConfig, FrontendConfig, ManagedCertificate. */
export function readGkeIngressPart(view: View): GkeIngressPart {
  const spec = view.as<PartModel>().get('spec');
  const healthCheck = spec.get('healthCheck');
  const port = healthCheck.get('port').number();
  const path = healthCheck.get('requestPath').text();
  return {
    type: 'GkeIngressPart',
    ...readHead(view),
    features: spec.entries().map(({ key }) => key),
    ...(healthCheck.exists && { healthCheck: { ...(port && { port }), ...(path && { path }) } }),
    domains: spec.get('domains').texts(),
  };
}

/** ComputeAddress of compute.cnrm.cloud.google.com/v1beta1 (Config Connector). */
interface ComputeAddressModel {
  spec?: {
    location?: string;
    address?: string;
    addressType?: string;
    networkTier?: string;
    resourceID?: string;
  };
}

export function readComputeAddress(view: View): ComputeAddress {
  const spec = view.as<ComputeAddressModel>().get('spec');
  const location = spec.get('location').text();
  const address = spec.get('address').text();
  const networkTier = spec.get('networkTier').text();
  return {
    type: 'ComputeAddress',
    ...readHead(view),
    ...(location && { location }),
    ...(address && { address }),
    addressType: spec.get('addressType').text()?.value.toUpperCase() ?? 'EXTERNAL',
    ...(networkTier && { networkTier }),
  };
}
