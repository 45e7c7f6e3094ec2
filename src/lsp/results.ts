import type { Diagnostic } from 'vscode-languageserver/node';

/** What is to be seen at one address now. */
export interface Result {
  /** Another one whenever the diagnostics differ. */
  readonly id: string;
  readonly items: readonly Diagnostic[];
}

/** All that is to be seen, by address. */
export interface Results {
  readonly of: (uri: string) => Result;
  /** Those where something is to be seen. */
  readonly all: () => ReadonlyMap<string, Result>;
  /** Takes the place of all that one owner has said before; gives the addresses where something differs now. */
  readonly replace: (owner: unknown, items: ReadonlyMap<string, readonly Diagnostic[]>) => string[];
}

const NOTHING: Result = { id: 'nothing', items: [] };

/** An address belongs to the owner that speaks of it. */
export function emptyResults(): Results {
  const results = new Map<string, Result & { readonly owner: unknown; readonly text: string }>();
  let count = 0;
  return {
    of: (uri) => results.get(uri) ?? NOTHING,
    all: () => results,
    replace(owner, all) {
      const changed = [...results]
        .filter(([uri, known]) => known.owner === owner && (all.get(uri)?.length ?? 0) === 0)
        .map(([uri]) => uri);
      for (const uri of changed) results.delete(uri);
      for (const [uri, items] of all) {
        const text = JSON.stringify(items);
        const known = results.get(uri);
        if (known?.text === text) results.set(uri, { ...known, owner });
        if (items.length === 0 || known?.text === text) continue;
        results.set(uri, { id: String(++count), items, owner, text });
        changed.push(uri);
      }
      return changed;
    },
  };
}
