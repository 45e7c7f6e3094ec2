import { expect, test } from 'vitest';
import { outdatedProxies } from '../../../src/mesh/proxies/proxy-images.ts';
import { documents, meshOf, namespace, object } from '../mesh-of.ts';

const injector = (image: string, revision = ''): string =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: `istio-sidecar-injector${revision}`, namespace: 'istio-system' },
    data: { values: JSON.stringify({ global: { hub: 'hub', tag: '2', proxy: { image } } }) },
  });
const pod = (image: string, annotations = {}, labels = {}): string =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a', namespace: 'shop', annotations, labels },
    spec: { containers: [{ name: 'istio-proxy', image }] },
  });
const shop = namespace('shop', { 'istio-injection': 'enabled' });
const canary = namespace('shop', { 'istio.io/rev': 'canary' });
const config = (inNamespace: string, imageType: string, selector?: object): string =>
  object('networking.istio.io/v1beta1', 'ProxyConfig', `of-${inNamespace}`, inNamespace, {
    selector,
    image: { imageType },
  });
const meshConfig = JSON.stringify({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'istio', namespace: 'istio-system' },
  data: { mesh: 'defaultConfig: {image: {imageType: debug}}' },
});

const NONE: readonly string[] = [];
const OUTDATED = ['shop: hub/proxyv2:2 a'];

test.each([
  ['the same', documents(shop, injector('proxyv2'), pod('hub/proxyv2:2')), NONE],
  ['an older one', documents(shop, injector('proxyv2'), pod('hub/proxyv2:1')), OUTDATED],
  ['a whole image', documents(shop, injector('x/y:2'), pod('x/y:1')), ['shop: x/y:2 a']],
  ['no injector', documents(shop, pod('hub/proxyv2:1')), NONE],
  ['another revision', documents(shop, injector('proxyv2', '-canary'), pod('hub/proxyv2:1')), NONE],
  [
    'its revision',
    documents(canary, injector('proxyv2', '-canary'), pod('hub/proxyv2:1')),
    OUTDATED,
  ],
  ['no injection', documents(namespace('shop'), injector('proxyv2'), pod('hub/proxyv2:1')), NONE],
  [
    'chosen by the pod',
    documents(
      shop,
      injector('proxyv2'),
      pod('mine:1', { 'sidecar.istio.io/proxyImage': 'mine:1' }),
    ),
    NONE,
  ],
  ['a type nobody set', documents(shop, injector('proxyv2'), pod('hub/proxyv2:2-debug')), OUTDATED],
  [
    'the type of the mesh',
    documents(shop, meshConfig, injector('proxyv2'), pod('hub/proxyv2:2-debug')),
    NONE,
  ],
  [
    'the type of the namespace',
    documents(shop, meshConfig, config('shop', 'x'), injector('proxyv2'), pod('hub/proxyv2:2-x')),
    NONE,
  ],
  [
    'the type of the root namespace',
    documents(shop, config('istio-system', 'x'), injector('proxyv2'), pod('hub/proxyv2:2-x')),
    NONE,
  ],
  [
    'the type of the workload',
    documents(
      shop,
      config('shop', 'x', { matchLabels: { app: 'a' } }),
      injector('proxyv2'),
      pod('hub/proxyv2:2-x', {}, { app: 'a' }),
    ),
    NONE,
  ],
  [
    'the type in an annotation',
    documents(
      shop,
      injector('proxyv2'),
      pod('hub/proxyv2:2-x', { 'proxy.istio.io/config': 'image:\n  imageType: x\n' }),
    ),
    NONE,
  ],
])('%s', (_name, files, expected) => {
  const said = outdatedProxies(meshOf(files)).map(
    (one) =>
      `${one.namespace.name}: ${one.expected.value} ${one.pods.map(({ pod: { name } }) => name).join()}`,
  );
  expect(said).toEqual(expected);
});
