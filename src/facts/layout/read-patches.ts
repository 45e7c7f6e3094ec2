import { parseOne } from '../../parse/yaml/documents.ts';
import type { View } from '../../parse/yaml/view.ts';
import type { Resource } from '../facts.ts';
import { readHead } from '../read-head.ts';
import { readResource } from '../read-resource.ts';
import type { DeletedObject, Patch } from './layout.ts';

/** `patches` of a kustomization, with the old `patchesStrategicMerge` and `patchesJson6902` (kustomize 5). */
interface Model {
  patches?: (PatchModel | string)[];
  patchesStrategicMerge?: string[];
  patchesJson6902?: PatchModel[];
}

interface PatchModel {
  path?: string;
  patch?: string;
  target?: { kind?: string; name?: string; labelSelector?: string; annotationSelector?: string };
}

/** The patches of a kustomization in the order they are applied. `text` is the file's whole text. */
export function readPatches(root: View, text: string): Patch[] {
  const view = root.as<Model>();
  return [
    ...view
      .get('patchesStrategicMerge')
      .items()
      .map((item) => patchOf(item, text)),
    ...[...view.get('patches').items(), ...view.get('patchesJson6902').items()].map((item) => {
      const patch = item.as<PatchModel>();
      if (patch.type !== 'map') return patchOf(item, text);
      const written = patch.get('path').exists ? patch.get('path') : patch.get('patch');
      const target = targetOf(patch);
      return { ...patchOf(written, text), ...(target && { target }) };
    }),
  ];
}

/** A patch is a path, or a text of its own. */
function patchOf(view: View, text: string): Patch {
  const written = view.text();
  if (written === undefined) return { objects: [], deleted: [] };
  return written.value.includes('\n')
    ? inlinePatch(view, text)
    : { path: written.value, objects: [], deleted: [] };
}

function targetOf(patch: View<PatchModel>): Patch['target'] {
  const target = patch.get('target');
  if (!target.exists) return undefined;
  const kind = target.get('kind').text()?.value;
  const name = target.get('name').text()?.value;
  const selects = target.get('labelSelector').exists || target.get('annotationSelector').exists;
  return { ...(kind !== undefined && { kind }), ...(name !== undefined && { name }), selects };
}

/** The text is read where it stands, with all around it blanked out, so that places are those of the file. */
function inlinePatch(view: View, text: string): Patch {
  const { file, start, end } = view.at;
  const body = text.indexOf('\n', start) + 1;
  if (!/^[|>]/.test(text.slice(start, start + 1)) || body === 0 || body > end)
    return { objects: [], deleted: [] };
  const blank = text.slice(0, body).replace(/[^\n]/g, ' ');
  const roots = parseOne(file, blank + text.slice(body, end)).documents.map(({ root }) => root);
  return {
    objects: roots.flatMap((root): Resource[] => {
      const read = readResource(root);
      return read ? [read.resource] : [];
    }),
    deleted: roots.flatMap((root) => readDeleted(root) ?? []),
  };
}

/** The object that a patch with `$patch: delete` takes away. */
export function readDeleted(view: View): DeletedObject | undefined {
  if (view.get('$patch').text()?.value !== 'delete') return undefined;
  const { kind, name, namespace } = readHead(view);
  return { kind, name, namespace };
}
