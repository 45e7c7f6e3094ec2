import { parseOne } from '../../parse/yaml/documents.ts';
import type { Source } from '../../parse/yaml/node.ts';
import type { Tree } from '../../parse/yaml/tree.ts';
import { shownAt, wordOf } from '../../parse/yaml/tree.ts';
import type { View } from '../../parse/yaml/view.ts';
import type { Located } from '../../text.ts';
import type { Patch, Selector } from './layout.ts';

/** `patches` of a kustomization, with the old `patchesStrategicMerge` and `patchesJson6902` (kustomize 5). */
interface Model {
  patches?: (PatchModel | string)[];
  patchesStrategicMerge?: string[];
  patchesJson6902?: PatchModel[];
}

interface PatchModel {
  path?: string;
  patch?: string;
  target?: SelectorModel;
}

type SelectorModel = { readonly [Field in keyof Selector]?: string };

const SELECTOR_FIELDS = [
  'group',
  'version',
  'kind',
  'name',
  'namespace',
  'labelSelector',
  'annotationSelector',
] as const;

/** The patches of a kustomization in the order they are applied. */
export function readPatches(root: View): Patch[] {
  const view = root.as<Model>();
  return [
    ...view.get('patchesStrategicMerge').texts().map(patchOf),
    ...[...view.get('patches').items(), ...view.get('patchesJson6902').items()].flatMap(readPatch),
  ];
}

function readPatch(item: View): Patch[] {
  const patch = item.as<PatchModel>();
  if (patch.type !== 'map') return item.as<string>().texts().map(patchOf);
  const path = patch.get('path').text();
  const text = patch.get('patch').text();
  const target = patch.get('target').exists ? readSelector(patch.get('target')) : undefined;
  const written = path ? { path } : { ...(text && { text }) };
  return [{ ...written, ...(target && { target }) }];
}

/** An item is a path, or a text of its own. */
function patchOf(written: Located<string>): Patch {
  return written.value.includes('\n') ? { text: written } : { path: written };
}

/** Which objects a map of kinds, names and labels means. */
export function readSelector(view: View<SelectorModel>): Selector {
  return Object.fromEntries(
    SELECTOR_FIELDS.flatMap((field) => {
      const value = view.get(field).text()?.value;
      return value === undefined ? [] : [[field, value]];
    }),
  );
}

/**
 * The documents of a patch that a kustomization holds as text. A block text is read where it stands, with all around it
 * blanked out, so that its places are those of the file; any other text is shown as a whole.
 */
export function inlinePatch(source: Source, { value, at }: Located<string>): Tree[] {
  const { file, text, start } = source;
  const header = at.start - start;
  const body = text.indexOf('\n', header) + 1;
  const end = at.end - start;
  const isBlock = /[|>]/.test(text.charAt(header)) && body > 0 && body <= end;
  const blank = ' '.repeat(start) + text.slice(0, body).replace(/[^\n]/g, ' ');
  const read = parseOne(file, isBlock ? blank + text.slice(body, end) : value);
  return read.documents.flatMap(({ root }) => {
    const tree = root.tree();
    if (!tree) return [];
    return [isBlock ? tree : shownAt(tree, wordOf({ value, at }, source))];
  });
}
