import { expect, test } from 'vitest';
import { answerRunning } from '../../../src/mesh/injection/running-pods.ts';
import { deployment, documents, meshOf } from '../mesh-of.ts';

const pod = (name: string, containers: readonly object[], status?: object): string =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name },
    spec: { containers },
    status,
  });

const app = { name: 'app', image: 'example.org/app:1' };
const proxy = { name: 'istio-proxy', image: 'docker.io/istio/proxyv2:1.30.0' };
const ready = { conditions: [{ type: 'Ready', status: 'True' }] };

test.each([
  ['a manifest', pod('a', [app]), [], []],
  ['with a status', pod('a', [app], ready), ['a'], ['a']],
  ['beside one with a proxy', documents(pod('a', [app]), pod('b', [app, proxy])), [], ['a', 'b']],
  [
    'a template with a proxy',
    documents(deployment({ containers: [proxy] }), pod('a', [app])),
    [],
    [],
  ],
])('%s', (_name, files, expected, whenComplete) => {
  for (const [complete, names] of [
    [false, expected],
    [true, whenComplete],
  ] as const) {
    const mesh = meshOf(files, { complete });
    expect(
      mesh
        .all('Workload')
        .filter(answerRunning(mesh))
        .map(({ name }) => name),
    ).toEqual(names);
  }
});
