import type { Resource } from '../../facts/facts.ts';
import { groupOf } from '../../facts/resource.ts';
import type { Finding, Fix } from '../../finding.ts';
import type { Target } from '../../mesh/mesh.ts';
import { nameOf } from '../../mesh/proxies/probe-rewriting.ts';
import { heldByVersion } from '../../mesh/versions/held-by-version.ts';
import { atLeast } from '../../mesh/versions/version.ts';
import type { Rule } from '../../rule.ts';

export const olderApiVersion: Rule = {
  id: 'older-api-version',
  summary:
    'Istio object is written in an older version of its API, and the target has the same fields in v1',
  severity: 'info',
  why: `
Nothing breaks: Istio up to 1.30 serves \`v1alpha3\` and \`v1beta1\` beside \`v1\`, with the same fields, and when \`v1\` came,
in Istio 1.22, there was no plan to end that. Documentation and examples are written in \`v1\` since.

\`--fix\` writes \`v1\` in all places where no kustomization finds the object by its version. Where nothing tells which Istio is meant, or it is older than 1.22, nothing is said.
EnvoyFilter has no version but \`v1alpha3\`, ProxyConfig none but \`v1beta1\`.
`,
  sources: [
    'https://istio.io/latest/blog/2024/v1-apis/',
    'https://github.com/istio/istio/blob/1.30.0/manifests/charts/base/files/crd-all.gen.yaml',
  ],
  toldOnce: true,
  fixes: [
    {
      does: 'write `apiVersion` as `v1`, where no kustomization finds the object by its version',
      safe: true,
    },
  ],

  *check(mesh) {
    const { istio } = mesh.targets;
    if (istio.version === undefined || !atLeast(istio, '1.22')) return;
    const isHeld = heldByVersion(mesh);
    for (const type of TYPES) {
      for (const resource of mesh.all(type)) {
        if (isOlder(resource)) yield finding(resource, istio, isHeld(resource.kind));
      }
    }
  },
};

const TYPES: readonly Resource['type'][] = [
  'Other',
  'IstioGateway',
  'VirtualService',
  'DestinationRule',
  'ServiceEntry',
  'Sidecar',
  'PeerAuthentication',
  'AuthorizationPolicy',
  'RequestAuthentication',
  'Telemetry',
  'WorkloadEntry',
];

/** Kinds that have a `v1` since Istio 1.22; EnvoyFilter and ProxyConfig have none. */
const STABLE: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'networking.istio.io',
    [
      'Gateway',
      'VirtualService',
      'DestinationRule',
      'ServiceEntry',
      'Sidecar',
      'WorkloadEntry',
      'WorkloadGroup',
    ],
  ],
  ['security.istio.io', ['PeerAuthentication', 'RequestAuthentication', 'AuthorizationPolicy']],
  ['telemetry.istio.io', ['Telemetry']],
]);

function isOlder({ apiVersion, kind }: Resource): boolean {
  const isStable = STABLE.get(groupOf(apiVersion))?.includes(kind) === true;
  return isStable && /\/v1(?:alpha|beta)\d+$/.test(apiVersion);
}

function finding(resource: Resource, istio: Target, isHeld: boolean): Finding {
  const { apiVersion, at } = resource;
  const newer = `${groupOf(apiVersion)}/v1`;
  return {
    at,
    message: `${apiVersion} still works, and ${nameOf(istio)} has the same fields in ${newer}`,
    resource,
    fix: isHeld ? undefined : rewritten(resource, newer),
  };
}

function rewritten({ at, kind }: Resource, apiVersion: string): Fix {
  return {
    title: `Write ${apiVersion}`,
    edits: [{ kind: 'set', at, of: kind, path: ['apiVersion'], value: apiVersion }],
    safe: true,
  };
}
