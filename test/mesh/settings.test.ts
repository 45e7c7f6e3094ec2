import { expect, test } from 'vitest';
import { readMeshConfig } from '../../src/facts/istio/read-settings.ts';
import { readFacts } from '../../src/facts/read.ts';
import type { MeshInput } from '../../src/mesh/build.ts';
import { deployment, documents, meshOf, object } from './mesh-of.ts';

const operator = (spec: object) =>
  object('install.istio.io/v1alpha1', 'IstioOperator', 'mesh', 'istio-system', spec);
const settingsOf = (
  files: Parameters<typeof meshOf>[0],
  istioVersion?: string,
  options: Partial<MeshInput> = {},
) => meshOf(files, { ...options, ...(istioVersion !== undefined && { istioVersion }) }).settings;

const PASSTHROUGH_OFF = { name: 'PILOT_ENABLE_INBOUND_PASSTHROUGH', value: 'false' };
const passthrough = (value: string) => ({
  values: { pilot: { env: { PILOT_ENABLE_INBOUND_PASSTHROUGH: value } } },
});

test.each([
  ['1.5.1', false],
  ['1.5.2', true],
  ['1.6', true],
  [undefined, true],
])('rewriting of probes by default in Istio %s: %s', (version, value) => {
  expect(settingsOf('kind: X', version).rewriteProbes.value).toBe(value);
});

test('defaults of the newest version', () => {
  const settings = settingsOf('kind: X');
  expect(settings).toMatchObject({
    enableAutoMtls: { value: true },
    globalMtls: { value: false },
    gatewaySds: { value: true },
    http10: { value: { outbound: false, inbound: false } },
    rootNamespace: { value: 'istio-system', source: 'default of Istio' },
    ingressControllerMode: { value: 'STRICT' },
    revisions: [],
  });
});

test.each([
  ['1.0', { outbound: false, inbound: false }],
  ['1.1', { outbound: true, inbound: false }],
  ['1.3', { outbound: true, inbound: true }],
])('PILOT_HTTP10 in Istio %s', (version, value) => {
  const env = [{ name: 'PILOT_HTTP10', value: '1' }];
  const files = operator({ components: { pilot: { k8s: { env } } } });
  expect(settingsOf(files, version).http10.value).toEqual(value);
});

test.each<[istio: string, spec: object, loopback: boolean]>([
  ['1.9', {}, true],
  ['1.10', {}, false],
  ['1.10', passthrough('false'), true],
  ['1.10', passthrough('true'), false],
  ['1.20', { components: { pilot: { k8s: { env: [PASSTHROUGH_OFF] } } } }, true],
  ['1.21', passthrough('false'), false],
  ['1.20', { meshConfig: { inboundTrafficPolicy: { mode: 'LOCALHOST' } } }, false],
  ['1.21', { meshConfig: { inboundTrafficPolicy: { mode: 'LOCALHOST' } } }, true],
  ['1.21', { meshConfig: { inboundTrafficPolicy: { mode: 'PASSTHROUGH' } } }, false],
])('sidecars of Istio %s connect to loopback with %o: %s', (version, spec, loopback) => {
  expect(settingsOf(operator(spec), version).sendsToLoopback.value).toBe(loopback);
});

test.each<[istio: string, kubernetes: string | undefined, word: string | undefined, on: boolean]>([
  ['1.18', undefined, 'true', false],
  ['1.19', undefined, 'true', true],
  ['1.19', '1.27', 'true', false],
  ['1.26', undefined, undefined, false],
  ['1.26', undefined, 'auto', false],
  ['1.27', undefined, undefined, true],
  ['1.27', '1.32', undefined, false],
  ['1.27', '1.32', 'true', true],
  ['1.27', undefined, 'False', false],
])('native sidecars in Istio %s on Kubernetes %s with %s: %s', (istio, kubernetes, word, on) => {
  const values = word === undefined ? {} : { pilot: { env: { ENABLE_NATIVE_SIDECARS: word } } };
  const kubernetesVersion = kubernetes === undefined ? {} : { kubernetesVersion: kubernetes };
  expect(settingsOf(operator({ values }), istio, kubernetesVersion).nativeSidecars.value).toBe(on);
});

test.each<[where: string, spec: object, on: boolean]>([
  ['nowhere', {}, false],
  ['a component', { components: { cni: { enabled: true } } }, true],
  ['a component that is off', { components: { cni: { enabled: false } } }, false],
  ['values of pilot', { values: { pilot: { cni: { enabled: true } } } }, true],
  ['values of Istio up to 1.23', { values: { istio_cni: { enabled: 'true' } } }, true],
])('the CNI plugin, by %s: %s', (_where, spec, on) => {
  expect(settingsOf(operator(spec)).cni.value).toBe(on);
});

test('PILOT_HTTP10 of the Deployment itself', () => {
  const containers = [
    {
      name: 'discovery',
      image: 'istio/pilot:1.9.0',
      env: [{ name: 'PILOT_HTTP10', value: 'true' }],
    },
  ];
  const { http10 } = settingsOf(deployment({ name: 'istiod', containers }));
  expect(http10).toMatchObject({ value: { inbound: true }, source: 'Deployment istiod' });
});

test('an IstioOperator says what it says, with places', () => {
  const text = `apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
metadata: { name: mesh, namespace: istio-operator }
spec:
  namespace: mesh-system
  revision: canary
  meshConfig:
    outboundTrafficPolicy: { mode: registry_only }
    defaultConfig: { holdApplicationUntilProxyStarts: true }
  values:
    global: { mtls: { auto: false }, proxy: { includeIPRanges: 10.0.0.0/8 } }
    sidecarInjectorWebhook: { rewriteAppHTTPProbe: "false", enableNamespacesByDefault: true }
`;
  const [settings] = readFacts('mesh.yaml', text).settings;
  expect(settings).toMatchObject({
    source: 'IstioOperator istio-operator/mesh',
    namespace: 'mesh-system',
    revision: { value: 'canary' },
    outboundMode: { value: 'REGISTRY_ONLY' },
    enableAutoMtls: { value: false },
    rewriteProbes: { value: false },
    enableNamespacesByDefault: { value: true },
    holdApplicationUntilProxyStarts: { value: true },
    includeIPRanges: { value: '10.0.0.0/8' },
  });
  const at = settings?.outboundMode?.at;
  expect(text.slice(at?.start, at?.end)).toBe('registry_only');
  expect(settingsOf(text).rootNamespace.value).toBe('mesh-system');
});

test('the ConfigMap of the mesh is a text in a text', () => {
  const text = `apiVersion: v1
kind: ConfigMap
metadata:
  name: istio-canary
  namespace: istio-system
data:
  mesh: |-
    # what nobody has declared is blocked
    outboundTrafficPolicy:
      mode: REGISTRY_ONLY
    rootNamespace: mesh-root
`;
  const [settings] = readFacts('mesh.yaml', text).settings;
  expect(settings).toMatchObject({
    source: 'ConfigMap istio-system/istio-canary',
    outboundMode: { value: 'REGISTRY_ONLY' },
    rootNamespace: { value: 'mesh-root' },
  });
  const at = settings?.outboundMode?.at;
  expect(text.slice(at?.start, at?.end)).toBe('REGISTRY_ONLY');
});

test('the ConfigMap of the injector holds JSON, or a template', () => {
  const json = `apiVersion: v1
kind: ConfigMap
metadata: { name: istio-sidecar-injector, namespace: istio-system }
data:
  values: '{"global": {"tag": "1.9.9"}, "sidecarInjectorWebhook": {"rewriteAppHTTPProbe": false}}'
`;
  const [values] = readFacts('a.yaml', json).settings;
  expect(values).toMatchObject({ rewriteProbes: { value: false }, tag: { value: '1.9.9' } });
  const at = values?.rewriteProbes?.at;
  expect(json.slice(at?.start, at?.end)).toBe('false');

  const template = `apiVersion: v1
kind: ConfigMap
metadata: { name: istio-sidecar-injector }
data:
  config: |-
    policy: enabled
    template: |-
      rewriteAppHTTPProbe: true
      initContainers: []
`;
  const [config] = readFacts('b.yaml', template).settings;
  const place = config?.rewriteProbes?.at;
  expect(template.slice(place?.start, place?.end)).toBe('rewriteAppHTTPProbe: true');
});

test.each([
  ['another ConfigMap', 'web', { mesh: 'outboundTrafficPolicy: {}' }],
  ['no mesh in it', 'istio', { other: 'x: y' }],
  ['no YAML in it', 'istio', { mesh: '{{ template }}' }],
])('a ConfigMap that says nothing of the mesh: %s', (_name, name, data) => {
  const text = JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data });
  expect(readFacts('a.yaml', text).settings).toEqual([]);
});

test('Helm values of an umbrella chart: what is nearest to the chart counts', () => {
  const values = `global:
  istioNamespace: istio-system
  outboundTrafficPolicy: { mode: REGISTRY_ONLY }
istio:
  sidecarInjectorWebhook: { rewriteAppHTTPProbe: true }
  gateways:
    enabled: true
    istio-ingressgateway:
      loadBalancerIP: 203.0.113.7
      sds: { enabled: true }
    istio-egressgateway: { enabled: false }
`;
  const [settings] = readFacts('charts/mesh/values.yaml', values).settings;
  expect(settings).toMatchObject({
    source: 'Helm values charts/mesh/values.yaml',
    globalOutboundMode: { value: 'REGISTRY_ONLY' },
    rewriteProbes: { value: true },
    gatewaySds: { value: true },
    gateways: [
      {
        name: 'istio-ingressgateway',
        namespace: 'istio-system',
        direction: 'ingress',
        loadBalancerIP: { value: '203.0.113.7' },
      },
    ],
  });
});

test('Helm values of the gateway chart', () => {
  const values = `istio-ingress:
  service:
    type: LoadBalancer
    annotations: { cloud.google.com/load-balancer-type: Internal }
`;
  const [settings] = readFacts('values.yaml', values).settings;
  expect(settings?.gateways).toMatchObject([
    {
      name: 'istio-ingress',
      serviceType: { value: 'LoadBalancer' },
      serviceAnnotations: [{ value: { value: 'Internal' } }],
    },
  ]);
});

test.each([
  ['an application', 'mesh: { enabled: true }\nglobal: { proxy: { image: istio } }\n'],
  [
    'an application that asks for a sidecar',
    'istio: { enabled: true }\nservice: { type: LoadBalancer }\n',
  ],
])('Helm values that are not Istio’s: %s', (_name, text) => {
  expect(readFacts('values.yaml', text).settings).toEqual([]);
});

test.each([
  ['a MeshConfig', 'outboundTrafficPolicy:\n  mode: REGISTRY_ONLY\n'],
  ['Helm values', 'meshConfig:\n  outboundTrafficPolicy:\n    mode: REGISTRY_ONLY\n'],
  [
    'an IstioOperator',
    operator({ meshConfig: { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } } }),
  ],
])('--mesh-config takes %s, and it goes before the files', (_name, text) => {
  const files = documents(
    operator({ meshConfig: { outboundTrafficPolicy: { mode: 'ALLOW_ANY' } } }),
    deployment({ namespace: 'shop' }),
  );
  const mesh = meshOf(files, { meshConfig: readMeshConfig('mesh.yaml', text) });
  expect(mesh.outbound({ namespace: 'shop' }).mode).toBe('closed');
});

test.each(['', '{{ broken', '- a\n- list\n'])('--mesh-config that says nothing: %j', (text) => {
  expect(readMeshConfig('mesh.yaml', text)).toMatchObject({ gateways: [] });
});

test('providers, and the image that the injector gives', () => {
  const mesh = meshOf(`
apiVersion: v1
kind: ConfigMap
metadata: {name: istio, namespace: istio-system}
data:
  mesh: |
    defaultProviders: {accessLogging: [envoy]}
    defaultConfig: {image: {imageType: distroless}}
    extensionProviders:
      - {name: traces, lightstep: {service: x.org, port: 1}}
      - {name: zipkin, zipkin: {service: x.org, port: 1}}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: istio-sidecar-injector-canary, namespace: istio-system}
data:
  values: '{"global": {"hub": "docker.io/istio", "tag": "1.30.1", "proxy": {"image": "proxyv2"}}}'
`);
  expect(mesh.settings).toMatchObject({
    accessLogProviders: { value: ['envoy'], source: 'ConfigMap istio-system/istio' },
    lightstepProviders: { value: ['traces'] },
    proxyImageType: { value: 'distroless' },
  });
  expect(
    mesh.files.flatMap(({ settings }) => settings.flatMap((one) => one.injected ?? [])),
  ).toMatchObject([{ revision: 'canary', image: { value: 'docker.io/istio/proxyv2:1.30.1' } }]);
});
