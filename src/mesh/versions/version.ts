import type { Target } from '../mesh.ts';

type Version = readonly [major: number, minor: number, patch: number];

const VERSION = /(?:^|[^0-9.])([0-9]{1,4})\.([0-9]{1,4})(?:\.([0-9]{1,4}))?/;

/**
 * Major, minor and patch of `1.20.3`, `v1.27.3-gke.100`, `1.14.6-asm.3`, `release-1.0-20180810` or `^1.20.x`.
 * A patch that is not written is the newest one: who says `1.5` has all that 1.5.2 brought.
 */
export function parseVersion(text: string): Version | undefined {
  const match = VERSION.exec(text.slice(0, 100));
  if (match === null) return undefined;
  const [, major, minor, patch] = match;
  return [
    Number(major),
    Number(minor),
    patch === undefined ? Number.POSITIVE_INFINITY : Number(patch),
  ];
}

/** Negative where `left` is the older one; versions that cannot be read are the newest. */
export function compareVersions(left: string, right: string): number {
  return compare(parseVersion(left), parseVersion(right));
}

function compare(a: Version | undefined, b: Version | undefined): number {
  if (a === undefined || b === undefined) {
    return (a === undefined ? 1 : 0) - (b === undefined ? 1 : 0);
  }
  for (const part of [0, 1, 2] as const) {
    if (a[part] !== b[part]) return a[part] < b[part] ? -1 : 1;
  }
  return 0;
}

/** Whether the target is this version or a later one; `1.6` means 1.6.0. An unknown target is the newest. */
export function atLeast(target: Target, version: string): boolean {
  if (target.version === undefined) return true;
  const first = version.split('.').length < 3 ? `${version}.0` : version;
  return compareVersions(target.version, first) >= 0;
}

/** Whether the target is older than this version. An unknown target is the newest. */
export function before(target: Target, version: string): boolean {
  return !atLeast(target, version);
}
