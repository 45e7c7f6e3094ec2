import type { YamlPath } from '../finding.ts';

/** What takes the place of a value that goes. */
export const GONE: unique symbol = Symbol('gone');

/** Plain data with another value at a path; what is missing on the way is made. The data itself stays as it is. */
export function changedAt(
  data: unknown,
  [key, ...path]: YamlPath,
  change: (old: unknown) => unknown,
): unknown {
  if (key === undefined) return change(data);
  if (Array.isArray(data)) {
    const items: unknown[] = [...data];
    const item = changedAt(items[Number(key)], path, change);
    return item === GONE ? items.toSpliced(Number(key), 1) : items.with(Number(key), item);
  }
  const entries = new Map(isRecord(data) ? Object.entries(data) : []);
  const value = changedAt(entries.get(String(key)), path, change);
  if (value === GONE) entries.delete(String(key));
  else entries.set(String(key), value);
  return Object.fromEntries(entries);
}

function isRecord(data: unknown): data is object {
  return typeof data === 'object' && data !== null;
}
