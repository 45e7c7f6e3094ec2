import { isTemplated } from '../../text.ts';
import { groupBy, once } from '../once.ts';
import { hostsOverlap } from './host-patterns.ts';

interface Numbered<T> {
  readonly thing: T;
  readonly host: string;
  readonly number: number;
}

/**
 * Answers which things have a host that overlaps another one, in their order, without walking over all of them. A host that
 * a template fills in may be any. Only what overlaps a wildcard is searched for.
 */
export function hostIndex<T>(
  things: readonly T[],
  hostOf: (thing: T) => string,
): (host: string) => readonly T[] {
  const all = once(() =>
    things.map((thing, number) => ({ thing, host: hostOf(thing).toLowerCase(), number })),
  );
  const index = once(() => indexed(all()));
  return (written) => {
    if (isTemplated(written)) return things;
    const host = written.toLowerCase();
    const found = host.startsWith('*')
      ? all().filter((one) => overlaps(one, host))
      : index()(host).toSorted((a, b) => a.number - b.number);
    return found.map(({ thing }) => thing);
  };
}

function overlaps<T>(one: Numbered<T>, host: string): boolean {
  return isTemplated(one.host) || hostsOverlap(one.host, host);
}

/** By exact host, by what a wildcard of whole labels ends in; the few others are walked. */
function indexed<T>(all: readonly Numbered<T>[]): (host: string) => readonly Numbered<T>[] {
  const groups = groupBy(all, kindOf);
  const exact = groupBy(groups.get('exact') ?? [], ({ host }) => host);
  const below = groupBy(groups.get('below') ?? [], ({ host }) => host.slice(1));
  const others = groups.get('other') ?? [];
  return (host) => [
    ...(exact.get(host) ?? []),
    ...endings(host).flatMap((ending) => below.get(ending) ?? []),
    ...others.filter((one) => overlaps(one, host)),
  ];
}

function kindOf({ host }: { readonly host: string }): 'exact' | 'below' | 'other' {
  if (isTemplated(host)) return 'other';
  if (!host.startsWith('*')) return 'exact';
  return host.startsWith('*.') ? 'below' : 'other';
}

/** `.b.c` and `.c` for `a.b.c`. */
function endings(host: string): string[] {
  const found: string[] = [];
  for (let dot = host.indexOf('.', 1); dot !== -1; dot = host.indexOf('.', dot + 1)) {
    found.push(host.slice(dot));
  }
  return found;
}
