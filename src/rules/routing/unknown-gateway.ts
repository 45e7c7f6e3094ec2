import type { VirtualService } from '../../facts/istio/virtual-service.ts';
import { described } from '../../facts/resource.ts';
import type { Finding } from '../../finding.ts';
import { gatewayReferences, isInternalGateway } from '../../mesh/routing/bound-gateways.ts';
import type { Rule } from '../../rule.ts';
import type { Located } from '../../text.ts';

export const unknownGateway: Rule<{ known: readonly string[] }> = {
  id: 'unknown-gateway',
  summary: 'A VirtualService is bound to a Gateway that does not exist',
  severity: 'error',
  codes: ['IST0101', 'IST0132', 'KIA1102'],
  why: `
Istio drops the binding without a word: the routes are never programmed, and requests that should match them get
404 from the gateway. A match that names a Gateway that is not there never takes a request.

Write \`namespace/name\` where the Gateway lives in another namespace: a name alone is looked for in the namespace of
the VirtualService. If the Gateway is made outside this repository, list it in \`known\`.

istioctl analyze says besides that such a Gateway has no host of the VirtualService (IST0132); here that is one finding.
`,
  sources: [
    'https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService',
    'https://istio.io/latest/docs/reference/config/analysis/ist0101/',
  ],
  options: {
    known: { about: 'Gateways made elsewhere, as `namespace/name`', default: [] },
  },

  *check(mesh, { known }) {
    const { boundGateway } = mesh.routing;
    for (const virtualService of mesh.all('VirtualService')) {
      for (const reference of gatewayReferences(virtualService)) {
        if (isBuiltIn(reference.value) || known.includes(reference.value)) continue;
        if (boundGateway(reference.value, virtualService.namespace) !== 'missing') continue;
        yield missing(virtualService, reference);
      }
    }
  },
};

function isBuiltIn(reference: string): boolean {
  return reference === 'mesh' || isInternalGateway(reference);
}

function missing(virtualService: VirtualService, { value, at }: Located<string>): Finding {
  const hint = value.includes('/')
    ? ''
    : ` in ${virtualService.namespace ? `namespace ${virtualService.namespace}` : 'its namespace'}`;
  return {
    at,
    resource: virtualService,
    message: `${described(virtualService)} is bound to Gateway "${value}", which does not exist${hint}`,
  };
}
