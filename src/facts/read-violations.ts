import type { View } from '../parse/yaml/view.ts';
import { isValidated, violationsOf } from '../validation/validate.ts';
import type { ObjectViolation } from './facts.ts';
import { readHead } from './read-head.ts';
import { isAskedFor } from './read-resource.ts';

/** Whether objects of a kind are read: some question asks for them, or they can be checked by themselves. */
export function isWanted(apiVersion: string, kind: string): boolean {
  return isAskedFor(apiVersion, kind) || isValidated(apiVersion, kind);
}

/** A template of ytt is YAML, with the code in comments: what it prints has other values, and other objects. */
const YTT = /^[^#\n]*#@/m;

/** Patches, which are no whole objects, often have a path that says so, where no kustomization here names them. */
const PATCH_PATH = /(?:^|[/_.-])patch(?:es)?(?:[/_.-]|$)/i;

/** What an object violates by itself; nothing for what is surely no object as it will be applied. */
export function readViolations(view: View): ObjectViolation[] {
  if (view.get('$patch').exists) return [];
  const violations = violationsOf(view);
  if (violations.length === 0 || YTT.test(view.tree()?.source.text ?? '')) return [];
  const { apiVersion, kind, name, namespace } = readHead(view);
  const resource = { apiVersion, kind, name, namespace };
  const isPatch = PATCH_PATH.test(view.file);
  return violations
    .filter(({ missing }) => missing === undefined || !isPatch)
    .map((violation) => ({ ...violation, resource }));
}
