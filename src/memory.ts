import sameData from 'fast-deep-equal';
import type { WholeEnvironment } from './environments/environment.ts';
import type { FileFacts } from './facts/facts.ts';
import type { Diagnostic } from './finding.ts';
import { nothingWorkedOut, type WorkedOut } from './meshes.ts';

/** What the findings of an environment rest on besides its own files. */
export interface Grounds {
  /** Rules, settings and whatever else stays the same object as long as it says the same. */
  readonly fixed: readonly unknown[];
  /** The files that every environment has besides its own, and those of clusters, which are compared. */
  readonly shared: readonly FileFacts[];
}

/**
 * What one run leaves for the next one of the same project: findings of environments, which hold for as long as all that
 * they were made of is the same. It holds nothing that could not be worked out again.
 */
export interface Memory {
  readonly workedOut: WorkedOut;
  /** Those of the last run. */
  grounds: Grounds | undefined;
  readonly environments: Map<string, Remembered>;
}

interface Remembered {
  readonly grounds: Grounds;
  readonly own: readonly FileFacts[];
  readonly found: readonly Diagnostic[];
}

/** A memory of nothing. */
export function newMemory(): Memory {
  return { workedOut: nothingWorkedOut(), grounds: undefined, environments: new Map() };
}

/** The grounds of the last run where these say the same: what every environment rests on is compared once for all. */
export function sameGrounds(memory: Memory, grounds: Grounds): Grounds {
  const { grounds: last } = memory;
  memory.grounds = last && saySame(last, grounds) ? last : grounds;
  return memory.grounds;
}

/** What was found in an environment of exactly these files on the same grounds. */
export function recall(
  { environments }: Memory,
  environment: WholeEnvironment,
  grounds: Grounds,
): readonly Diagnostic[] | undefined {
  const known = environments.get(keyOf(environment));
  if (!known || !areSame(known.own, environment.own)) return undefined;
  return known.grounds === grounds || saySame(known.grounds, grounds) ? known.found : undefined;
}

/** Keeps what was found in an environment. */
export function remember(
  { environments }: Memory,
  environment: WholeEnvironment,
  grounds: Grounds,
  found: readonly Diagnostic[],
): void {
  environments.set(keyOf(environment), { grounds, own: environment.own, found });
}

/** Forgets all environments but these. */
export function forgetOthers({ environments }: Memory, all: readonly WholeEnvironment[]): void {
  const names = new Set(all.map(keyOf));
  for (const key of environments.keys()) if (!names.has(key)) environments.delete(key);
}

function keyOf({ from, name }: WholeEnvironment): string {
  return `${from} ${name}`;
}

function saySame(before: Grounds, now: Grounds): boolean {
  return (
    before.fixed.length === now.fixed.length &&
    before.fixed.every((each, index) => each === now.fixed[index]) &&
    areSame(before.shared, now.shared)
  );
}

/** Mostly the same objects; those that a kustomization has changed are made anew by each run. */
function areSame(before: readonly FileFacts[], now: readonly FileFacts[]): boolean {
  return (
    before.length === now.length &&
    before.every((file, index) => file === now[index] || sameData(file, now[index]))
  );
}
