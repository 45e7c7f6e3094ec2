import type { Workload } from '../../facts/kubernetes/workload.ts';
import { described } from '../../facts/resource.ts';
import type { Rule } from '../../rule.ts';
import { entryOf } from '../../text.ts';

export const unrestrictedJwksFetch: Rule = {
  id: 'unrestricted-jwks-fetch',
  summary:
    'Whoever may write a RequestAuthentication can make istiod call addresses inside the cluster',
  severity: 'info',
  codes: ['IST0175'],
  why: `
istiod fetches the keys of \`jwksUri\` itself. An author of RequestAuthentications can so let it call services that he could not
reach from his own namespace. \`BLOCKED_CIDRS_IN_JWKS_URIS\` in the environment of istiod keeps it from ranges of addresses.

Set it to the ranges of the cluster, for example \`10.0.0.0/8,127.0.0.0/8\`. It is an info: where one team writes all policies,
nothing is at risk. istioctl warns of it even where no RequestAuthentication has a \`jwksUri\`.
`,
  sources: [
    'https://istio.io/latest/docs/reference/commands/pilot-discovery/',
    'https://istio.io/latest/docs/reference/config/analysis/ist0175/',
  ],

  *check(mesh) {
    const authentication = mesh.all('RequestAuthentication').find(({ jwksUris }) => jwksUris[0]);
    const [uri] = authentication?.jwksUris ?? [];
    if (authentication === undefined || uri === undefined) return;
    for (const workload of mesh.all('Workload').filter(isUnrestricted)) {
      yield {
        at: workload.at,
        message: `istiod fetches any jwksUri: ${BLOCKED} is not set`,
        resource: workload,
        related: [{ at: uri.at, message: `${described(authentication)} has one` }],
      };
    }
  },
};

const BLOCKED = 'BLOCKED_CIDRS_IN_JWKS_URIS';

function isUnrestricted({ kind, labels, containers }: Workload): boolean {
  if (kind !== 'Deployment' || entryOf(labels, 'app')?.value.value !== 'istiod') return false;
  const variables = containers.flatMap(({ env }) => env);
  return !variables.some(({ name, value }) => name === BLOCKED && (value?.value ?? '') !== '');
}
