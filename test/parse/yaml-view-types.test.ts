import type { IVirtualService } from '@kubernetes-models/istio/networking.istio.io/v1/VirtualService';
import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import { expect, test } from 'vitest';
import { View } from '../../src/parse/yaml/view.ts';

const source = { file: 'a.yaml', text: '', start: 0 };
const missing = { node: undefined, near: undefined };

test('a path that the API does not have does not compile', () => {
  const deployment = new View<IDeployment>(source, missing);
  const containers = deployment.get('spec', 'template', 'spec', 'containers').items();
  expect(containers.flatMap((container) => container.get('image').text() ?? [])).toEqual([]);
  expect(deployment.get('metadata', 'labels').pairs()).toEqual([]);
  // @ts-expect-error: `replica` is no field of a DeploymentSpec
  expect(deployment.get('spec', 'replica').exists).toBe(false);
  // @ts-expect-error: a list is entered with items()
  expect(deployment.get('spec', 'template', 'spec', 'containers', 'image').exists).toBe(false);
  const virtualService = new View<IVirtualService>(source, missing);
  const routes = virtualService.get('spec', 'http').items();
  expect(routes.flatMap((route) => route.get('route').items())).toEqual([]);
  // @ts-expect-error: `paths` is no field of an HTTPRoute
  expect(virtualService.get('spec', 'http').items()[0]?.get('paths').exists).toBe(undefined);
});

test('any path compiles where nothing is known', () => {
  const view: View = new View(source, missing);
  expect(view.get('a', 'b', 'c', 'd', 'e', 'f').exists).toBe(false);
  expect(view.as<IDeployment>().get('spec').type).toBe('missing');
});
