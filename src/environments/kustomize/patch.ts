import type { Selector } from '../../facts/layout/layout.ts';
import type { Tree } from '../../parse/yaml/tree.ts';
import { type Composed, changedTo, headOf, type ObjectHead } from './composed.ts';
import { applyJsonPatch, isJsonPatch } from './json-patch.ts';
import { isTarget } from './selector.ts';
import { strategicMerge } from './strategic-merge.ts';

/** A patch with what it says. */
export interface ReadPatch {
  /** Strategic merge patches, or lists of JSON 6902 operations. */
  readonly documents: readonly Tree[];
  readonly target?: Selector;
}

/** The objects with a patch applied to those it is for. */
export function applyPatch(objects: Composed[], { documents, target }: ReadPatch): Composed[] {
  return documents.reduce((all, document) => {
    const head = headOf(document);
    const isFor = (object: Composed): boolean =>
      target ? isTarget(target, object) : isNamedBy(head, object);
    return all.flatMap((object) => (isFor(object) ? patchedBy(object, document) : [object]));
  }, objects);
}

function patchedBy(object: Composed, patch: Tree): Composed[] {
  const tree = isJsonPatch(patch)
    ? applyJsonPatch(object.tree, patch)
    : strategicMerge(object.tree, patch);
  return tree ? [changedTo(object, tree)] : [];
}

/** Whether a patch without a target is for an object: by kind and a name it has or had. */
function isNamedBy({ group, kind, name, namespace }: ObjectHead, object: Composed): boolean {
  if (kind !== object.kind || group !== object.group) return false;
  return object.names.some((each) => {
    const slash = each.indexOf('/');
    const own = each.slice(0, slash);
    const anywhere = namespace === '' || own === '' || own === namespace;
    return each.slice(slash + 1) === name && anywhere;
  });
}
