import { expect, test } from 'vitest';
import type { MeshInput } from '../../../src/mesh/build.ts';
import { deployment, documents, meshOf, namespace, object } from '../mesh-of.ts';

const NETWORKING = 'networking.k8s.io/v1';
const injected = namespace('shop', { 'istio-injection': 'enabled' });
const web = deployment({ namespace: 'shop' });
const policy = (name: string, spec: object, inNamespace = 'shop'): string =>
  object(NETWORKING, 'NetworkPolicy', name, inNamespace, spec);
const denial = policy('deny', { podSelector: {}, policyTypes: ['Egress'] });
const labels = (matchLabels: object) => ({ matchLabels });
const toNamespace = (name: string) => ({
  namespaceSelector: labels({ 'kubernetes.io/metadata.name': name }),
});
const dns = { to: [toNamespace('kube-system')], ports: [{ protocol: 'UDP', port: 53 }] };

/** What the sidecar of the Deployment `web` misses, beside what lets it ask DNS; with a `?` where that is not certain. */
function lacks(files: string, options: Partial<MeshInput> = {}): string {
  return meshOf(files, options)
    .network.blockedProxies()
    .map((each) => `${each.policy.name}: ${each.lacks.join(' ')}${each.certain ? '' : '?'}`)
    .join(', ');
}

/** With a rule that lets DNS pass, and these. */
function lacksBeside(...rules: readonly object[]): string {
  const egress = [dns, ...rules];
  return lacks(documents(injected, web, denial, policy('rules', { podSelector: {}, egress })));
}

const NOTHING = 'deny: istiod';
const ISTIOD = toNamespace('istio-system');

test.each<[string, readonly object[], string]>([
  ['nothing', [], NOTHING],
  ['anything', [{}], ''],
  ['any port', [{ to: [ISTIOD] }], ''],
  ['the port, to anywhere', [{ ports: [{ port: 15012 }] }], ''],
  ['the port', [{ to: [ISTIOD], ports: [{ port: 15012 }] }], ''],
  ['a range of ports', [{ ports: [{ port: 15000, endPort: 15020 }] }], ''],
  ['another range', [{ ports: [{ port: 15013, endPort: 15020 }] }], NOTHING],
  ['another port', [{ to: [ISTIOD], ports: [{ port: 15010 }] }], NOTHING],
  ['another protocol', [{ ports: [{ protocol: 'UDP', port: 15012 }] }], NOTHING],
  ['all of the protocol', [{ ports: [{ protocol: 'TCP' }] }], ''],
  ['a port by name', [{ ports: [{ port: 'https-dns' }] }], ''],
  ['another namespace', [{ to: [toNamespace('data')] }], NOTHING],
  ['all namespaces', [{ to: [{ namespaceSelector: {} }] }], ''],
  [
    'all namespaces but it',
    [
      {
        to: [
          {
            namespaceSelector: {
              matchExpressions: [
                { key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['istio-system'] },
              ],
            },
          },
        ],
      },
    ],
    NOTHING,
  ],
  ['a label that is not known', [{ to: [{ namespaceSelector: labels({ name: 'mesh' }) }] }], ''],
  ['pods of the own namespace', [{ to: [{ podSelector: {} }] }], NOTHING],
  ['its pods', [{ to: [{ ...ISTIOD, podSelector: labels({ app: 'istiod' }) }] }], ''],
  ['pods that may be its', [{ to: [{ ...ISTIOD, podSelector: labels({ istio: 'pilot' }) }] }], ''],
  ['other pods there', [{ to: [{ ...ISTIOD, podSelector: labels({ app: 'kiali' }) }] }], NOTHING],
  ['all addresses', [{ to: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }], ''],
  [
    'all addresses but some',
    [
      {
        to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] } }],
        ports: [{ port: 15012 }],
      },
    ],
    '',
  ],
  ['private addresses', [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }], ''],
  [
    'public addresses',
    [{ to: [{ ipBlock: { cidr: '34.0.0.0/8' } }], ports: [{ port: 15012 }] }],
    NOTHING,
  ],
  ['HTTPS', [{ ports: [{ port: 443 }] }], `${NOTHING}?`],
  ['HTTPS inside', [{ to: [toNamespace('data')], ports: [{ port: 443 }] }], NOTHING],
])('what lets out %s', (_name, rules, expected) => {
  expect(lacksBeside(...rules)).toBe(expected);
});

const deny = documents(injected, web, denial);
const operator = object('install.istio.io/v1alpha1', 'IstioOperator', 'x', 'istio-system', {});

test.each<[string, string, string, Partial<MeshInput>?]>([
  ['nothing may out', deny, 'deny: istiod DNS'],
  ['Istio 1.4', deny, '', { istioVersion: '1.4' }],
  ['no policy', documents(injected, web), ''],
  ['a policy of what comes in', documents(injected, web, policy('x', { podSelector: {} })), ''],
  [
    'rules without types',
    documents(injected, web, policy('x', { podSelector: {}, egress: [dns] })),
    'x: istiod',
  ],
  [
    'a policy elsewhere',
    documents(injected, web, policy('x', { policyTypes: ['Egress'] }, 'data')),
    '',
  ],
  [
    'a policy for other pods',
    documents(
      injected,
      web,
      policy('x', { podSelector: labels({ app: 'api' }), policyTypes: ['Egress'] }),
    ),
    '',
  ],
  [
    'a policy for pods with another label',
    documents(
      injected,
      web,
      policy('x', { podSelector: labels({ tier: 'a' }), policyTypes: ['Egress'] }),
    ),
    '',
  ],
  [
    'a policy that is filled in later',
    documents(
      injected,
      web,
      denial,
      policy('x', { podSelector: labels({ app: '${APP}' }), egress: [{}] }),
    ),
    '',
  ],
  [
    'pods that are filled in later',
    documents(injected, denial, deployment({ namespace: 'shop', labels: { app: '${APP}' } })),
    '',
  ],
  [
    'expressions',
    documents(
      injected,
      web,
      policy('x', {
        podSelector: { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['api'] }] },
        policyTypes: ['Egress'],
      }),
    ),
    'x: istiod DNS',
  ],
  [
    'rules for other pods',
    documents(
      injected,
      web,
      denial,
      policy('x', { podSelector: labels({ tier: 'a' }), egress: [{}] }),
    ),
    'deny: istiod DNS',
  ],
  [
    'pods without sidecars',
    documents(namespace('shop', { 'istio-injection': 'disabled' }), web, denial),
    '',
  ],
  [
    'an ambient mesh',
    documents(namespace('shop', { 'istio.io/dataplane-mode': 'ambient' }), web, denial),
    '',
  ],
  ['pods that may have one', documents(web, denial, operator), 'deny: istiod DNS?'],
  [
    'a managed control plane',
    documents(namespace('shop', { 'istio.io/rev': 'asm-managed' }), web, denial),
    'deny: DNS',
  ],
  [
    'policies of another kind',
    documents(deny, object('cilium.io/v2', 'CiliumNetworkPolicy', 'x', 'shop', {})),
    '',
  ],
  [
    'HTTPS, and a control plane in the cluster',
    documents(injected, web, operator, policy('x', { egress: [dns, { ports: [{ port: 443 }] }] })),
    'x: istiod',
  ],
])('%s', (_name, files, expected, options) => {
  expect(lacks(files, options)).toBe(expected);
});

test('workloads of one policy are told together', () => {
  const api = deployment({ name: 'api', namespace: 'shop' });
  const [first, ...others] = meshOf(documents(deny, api)).network.blockedProxies();
  expect(first?.workloads.map(({ name }) => name)).toEqual(['web', 'api']);
  expect(others).toEqual([]);
});
