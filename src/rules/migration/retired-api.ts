import type { Resource } from '../../facts/facts.ts';
import { groupOf } from '../../facts/resource.ts';
import type { Finding } from '../../finding.ts';
import type { Target } from '../../mesh/mesh.ts';
import { atLeast } from '../../mesh/versions/version.ts';
import type { Rule } from '../../rule.ts';

export const retiredApi: Rule = {
  id: 'retired-api',
  summary: 'Istio object of a kind that the target version no longer reads',
  severity: 'error',
  codes: ['IST0002'],
  why: `
A retired kind is either refused by the cluster or, worse, accepted and ignored: a \`MeshPolicy\` that demanded mutual TLS
protects nothing any more, a \`ServiceRole\` no longer refuses anybody, and nothing says so.

- \`authentication.istio.io\` Policy and MeshPolicy: ignored since Istio 1.6. Write a \`PeerAuthentication\` for mutual TLS
  and a \`RequestAuthentication\` for tokens.
- \`rbac.istio.io\` ClusterRbacConfig, ServiceRole and ServiceRoleBinding: ignored since 1.6. Write an
  \`AuthorizationPolicy\`.
- \`config.istio.io\` (Mixer): gone since 1.8. Write a \`Telemetry\`, or an extension of the proxy.

A CustomResourceDefinition of \`rbac.istio.io\` that is still installed is an info; istioctl's warning of it cannot come from files.
`,
  sources: [
    'https://istio.io/latest/news/releases/1.6.x/announcing-1.6/upgrade-notes/',
    'https://istio.io/latest/news/releases/1.8.x/announcing-1.8/upgrade-notes/',
  ],

  *check(mesh) {
    const { istio } = mesh.targets;
    for (const type of TYPES) {
      for (const resource of mesh.all(type)) {
        const finding = retired(resource, istio);
        if (finding !== undefined) yield finding;
      }
    }
    for (const definition of mesh.all('CustomResourceDefinition')) {
      const finding = retiredDefinition(definition, istio);
      if (finding !== undefined) yield finding;
    }
  },
};

/** The kinds that went with `rbac.istio.io` may linger in a cluster for ever. */
function retiredDefinition({ name, ...rest }: Resource, istio: Target): Finding | undefined {
  const group = name.slice(name.indexOf('.') + 1);
  const retirement = RETIRED.get(group);
  if (retirement === undefined || !atLeast(istio, retirement.since)) return undefined;
  return {
    at: rest.at,
    message: `Istio has not read ${name} since ${retirement.since}: its objects have no effect`,
    severity: 'info',
    codes: ['IST0002'],
    resource: { name, ...rest },
  };
}

const TYPES: readonly Resource['type'][] = ['AuthenticationPolicy', 'Other'];

interface Retirement {
  /** The first Istio that does not read the group. */
  readonly since: string;
  readonly fate: string;
  readonly successor: string;
}

/** By the CRDs of each release (istio/istio manifests/charts/base/crds). */
const RETIRED: ReadonlyMap<string, Retirement> = new Map([
  [
    'authentication.istio.io',
    {
      since: '1.6',
      fate: 'has been ignored',
      successor: 'PeerAuthentication and RequestAuthentication',
    },
  ],
  ['rbac.istio.io', { since: '1.6', fate: 'has been ignored', successor: 'AuthorizationPolicy' }],
  ['config.istio.io', { since: '1.8', fate: 'has been gone with Mixer', successor: 'Telemetry' }],
]);

/** Where only signs tell that Istio is newer, some version between may still read it. */
function retired(resource: Resource, istio: Target): Finding | undefined {
  const retirement = RETIRED.get(groupOf(resource.apiVersion));
  if (retirement === undefined || !atLeast(istio, retirement.since)) return undefined;
  const { since, fate, successor } = retirement;
  return {
    at: resource.at,
    message: `${resource.kind} of ${resource.apiVersion} ${fate} since Istio ${since} (the version is told by ${istio.from}); its place is taken by ${successor}`,
    severity: istio.version === undefined ? 'warning' : 'error',
    codes: [],
    resource,
    related: istio.at && [{ at: istio.at, message: `This tells the version: ${istio.from}` }],
  };
}
