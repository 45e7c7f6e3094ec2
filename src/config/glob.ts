/**
 * Whether a pattern matches a path with `/`, or a folder above it. `*` and `?` stand for characters of one name, `**` as a
 * whole name for any number of names. A pattern without them is a file, or a folder with all it holds. The time is at most the
 * product of the two lengths, whatever they are.
 */
export function matchesGlob(pattern: string, path: string): boolean {
  const names = partsOf(path);
  // Which numbers of names of the path the pattern so far can stand for.
  let reached: ReadonlySet<number> = new Set([0]);
  for (const part of partsOf(pattern)) {
    const next = new Set<number>();
    for (const count of reached) {
      if (part === '**') for (let more = count; more <= names.length; more++) next.add(more);
      else if (count < names.length && matchesName(part, names[count] ?? '')) next.add(count + 1);
    }
    reached = next;
  }
  return reached.size > 0;
}

/** Whether one of several patterns matches. */
export function matchesAny(patterns: readonly string[], path: string): boolean {
  return patterns.some((pattern) => matchesGlob(pattern, path));
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '' && part !== '.');
}

/** Goes back to the last `*` alone, so the time is at most the product of the two lengths. */
function matchesName(pattern: string, name: string): boolean {
  let at = 0;
  let star = -1;
  let from = 0;
  for (let index = 0; index < name.length; ) {
    if (pattern[at] === '?' || (pattern[at] !== '*' && pattern[at] === name[index])) {
      at++;
      index++;
    } else if (pattern[at] === '*') {
      star = at++;
      from = index;
    } else if (star !== -1) {
      at = star + 1;
      index = ++from;
    } else return false;
  }
  while (pattern[at] === '*') at++;
  return at === pattern.length;
}
