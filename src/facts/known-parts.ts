import type { YamlNode } from '../parse/yaml/node.ts';
import type { View } from '../parse/yaml/view.ts';
import type { DataFile, WithProblems } from './kubernetes/kinds.ts';
import type { PodSpec } from './kubernetes/workload.ts';

/** What was read of parts of objects, by their nodes: the variants that kustomizations make of an object share most of them. */
export interface KnownParts {
  /** Of `data` and `stringData`. */
  readonly data: WeakMap<YamlNode, readonly WithProblems<DataFile>[]>;
  readonly pods: WeakMap<YamlNode, PodSpec>;
}

export function nothingKnown(): KnownParts {
  return { data: new WeakMap(), pods: new WeakMap() };
}

/** The facts of a part, read if they are not known yet. */
export function knownOr<Facts>(
  known: WeakMap<YamlNode, Facts> | undefined,
  view: View,
  read: () => Facts,
): Facts {
  const node = view.tree();
  const facts = (node && known?.get(node)) ?? read();
  if (node) known?.set(node, facts);
  return facts;
}
