import type { View } from '../../parse/yaml/view.ts';
import { readHead } from '../read-head.ts';
import type { ResourceHead } from '../resource.ts';

/** A CustomResourceDefinition of a group that some question asks for. Its name is `<plural>.<group>`. */
export interface CustomResourceDefinition extends ResourceHead {
  readonly type: 'CustomResourceDefinition';
}

const ASKED_FOR = /\.(?:gateway\.networking\.k8s\.io|rbac\.istio\.io)$/;

export function readCustomResourceDefinition(view: View): CustomResourceDefinition | undefined {
  const head = readHead(view);
  return ASKED_FOR.test(head.name) ? { type: 'CustomResourceDefinition', ...head } : undefined;
}
