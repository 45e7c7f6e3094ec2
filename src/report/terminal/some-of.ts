/** The first of the names; of a longer list, how many are left out. */
export function someOf(names: readonly string[], most: number): string[] {
  const rest = names.length - most;
  return rest > 0 ? [...names.slice(0, most), `and ${rest} more (all are in -f json)`] : [...names];
}

/** The same in one line. */
export function someIn(names: readonly string[], most: number): string {
  const shown = names.slice(0, most).join(', ');
  return [shown, ...someOf(names, most).slice(most)].join(' ');
}
