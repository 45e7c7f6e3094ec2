import { expect, test } from 'vitest';
import { deployment, documents, meshOf, namespace, the } from '../mesh-of.ts';

test('the injector does not mind a proxy that is written in the pods', () => {
  const proxy = { name: 'istio-proxy', image: 'auto' };
  for (const [labels, expected] of [
    [{}, 'no'],
    [{ 'istio-injection': 'enabled' }, 'sidecar'],
  ] as const) {
    const mesh = meshOf(
      documents(namespace('shop', labels), deployment({ namespace: 'shop', containers: [proxy] })),
    );
    expect(mesh.injector(the(mesh, 'Workload')).inMesh).toBe(expected);
    expect(mesh.injection(the(mesh, 'Workload')).inMesh).toBe('sidecar');
  }
});

test.each([
  ['sidecar.istio.io/status', '{}', 'sidecar'],
  ['ambient.istio.io/redirection', 'enabled', 'ambient'],
  ['ambient.istio.io/redirection', 'disabled', 'no'],
])('pods with %s: %s are in the mesh: %s', (annotation, value, expected) => {
  const annotations = { [annotation]: value };
  const mesh = meshOf(documents(namespace('shop'), deployment({ namespace: 'shop', annotations })));
  expect(mesh.injection(the(mesh, 'Workload')).inMesh).toBe(expected);
});
