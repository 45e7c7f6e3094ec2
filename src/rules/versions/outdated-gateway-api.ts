import type { CustomResourceDefinition } from '../../facts/kubernetes/custom-resource-definition.ts';
import type { Finding } from '../../finding.ts';
import { before } from '../../mesh/versions/version.ts';
import type { Rule } from '../../rule.ts';
import { entryOf } from '../../text.ts';

export const outdatedGatewayApi: Rule = {
  id: 'outdated-gateway-api',
  summary: 'Definition of a Gateway API kind is older than Istio reads',
  severity: 'warning',
  codes: ['IST0176'],
  why: `
Istio reads each kind of the Gateway API from a certain bundle on. With an older definition in the cluster it does not watch the kind at
all: its objects are accepted, and no route comes of them.

Install the newer bundle of the Gateway API before Istio.
`,
  sources: [
    'https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/',
    'https://istio.io/latest/docs/reference/config/analysis/ist0176/',
  ],

  *check(mesh) {
    for (const definition of mesh.all('CustomResourceDefinition')) {
      const finding = outdated(definition);
      if (finding !== undefined) yield finding;
    }
  },
};

/** The first bundles that Istio reads (istio/istio master of 2026-08-22, pkg/kube/crdwatcher). */
const MINIMUM: ReadonlyMap<string, string> = new Map([
  ['grpcroutes.gateway.networking.k8s.io', '1.1.0'],
  ['backendtlspolicies.gateway.networking.k8s.io', '1.4.0'],
  ['tlsroutes.gateway.networking.k8s.io', '1.5.0'],
  ['tcproutes.gateway.networking.k8s.io', '1.6.0'],
]);

function outdated(definition: CustomResourceDefinition): Finding | undefined {
  const minimum = MINIMUM.get(definition.name);
  const bundle = entryOf(definition.annotations, 'gateway.networking.k8s.io/bundle-version')?.value;
  const version = /^v?(\d+\.\d+\.\d+)/.exec(bundle?.value ?? '')?.[1];
  if (minimum === undefined || bundle === undefined || version === undefined) return undefined;
  if (!before({ version, from: '' }, minimum)) return undefined;
  return {
    at: bundle.at,
    message: `Istio reads ${definition.name} from bundle ${minimum} on, and this is ${bundle.value}`,
    resource: definition,
  };
}
