import type { Kustomization, Selector } from '../../facts/layout/layout.ts';
import type { Mesh } from '../mesh.ts';

/**
 * Whether a kustomization finds objects of a kind by their API version, so that it would miss them under another one:
 * selectors that name a version, and patches, which name the whole of it. What a file of replacements selects is not known.
 */
export function heldByVersion({ files }: Pick<Mesh, 'files'>): (kind: string) => boolean {
  const held = files.flatMap(({ kustomization }) => (kustomization ? heldBy(kustomization) : []));
  const kinds = new Set(held);
  return (kind) => kinds.has(kind) || kinds.has(ANY);
}

const ANY = '*';

function heldBy({ patches, replacements }: Kustomization): string[] {
  return [
    ...patches.flatMap(({ target }) => (target ? heldIn(target) : [ANY])),
    ...replacements.flatMap((each) =>
      'path' in each
        ? [ANY]
        : [
            each.source,
            ...each.targets.flatMap(({ select, reject }) => [select, ...reject]),
          ].flatMap(heldIn),
    ),
  ];
}

function heldIn({ version, kind }: Selector): string[] {
  return version === undefined ? [] : [kind ?? ANY];
}
