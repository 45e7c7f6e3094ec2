import type { Located } from '../../text.ts';
import { groupBy } from '../once.ts';

/** Something that is shown to some namespaces. */
export interface Scoped {
  /** The namespaces that see it; `*` for all. */
  readonly scopes: readonly string[];
}

/** What `exportTo` of an object says, with its own namespace for `.`; where it is empty or holds `*`, that alone. */
export function scopesOf(
  exportTo: readonly Located<string>[],
  namespace: string,
): readonly string[] {
  const scopes = exportTo.map(({ value }) => (value === '.' ? namespace : value));
  return scopes.length === 0 || scopes.includes('*') ? ['*'] : scopes;
}

/** Answers which of these some namespace sees together with one of them: itself as well, each once. */
export function seenTogether<T extends Scoped>(all: readonly T[]): (one: T) => readonly T[] {
  const byScope = groupBy(
    all.flatMap((member) => member.scopes.map((scope) => ({ scope, member }))),
    ({ scope }) => scope,
  );
  const seenIn = (scope: string): T[] => (byScope.get(scope) ?? []).map(({ member }) => member);
  return ({ scopes }) =>
    scopes.includes('*') ? all : [...new Set([...seenIn('*'), ...scopes.flatMap(seenIn)])];
}
