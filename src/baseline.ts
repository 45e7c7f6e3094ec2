import type { ResourceName } from './finding.ts';
import type { Identity } from './report/fingerprint.ts';

/** Findings that are known: of one rule, in one file, about one object. */
export interface BaselineEntry {
  readonly rule: string;
  /** Relative to the top of the repository, so that it is the same from every folder. */
  readonly file: string;
  /** `Kind.group namespace/name`; absent for what is no object. Neither its API version nor any line is kept. */
  readonly resource?: string;
  /** How many there are. */
  readonly n: number;
}

/** What a baseline makes of a run. */
export interface Comparison {
  /** For each finding, whether it is known. */
  readonly known: readonly boolean[];
  /** Entries, or parts of them, that nothing was found for any more. */
  readonly stale: readonly BaselineEntry[];
}

/** A line of a baseline that cannot be read. */
export interface BaselineTrouble {
  readonly line: number;
  readonly message: string;
}

const HEAD = '{"meshlintBaseline":1}';

/**
 * Tells known findings from new ones. Of more findings than an entry counts nobody can say which one is new, so they are all
 * taken for new. `isAsked` tells whether the run looked for what an entry says: what it did not look for is not stale.
 */
export function compareBaseline(
  findings: readonly Identity[],
  entries: readonly BaselineEntry[],
  isAsked: (entry: BaselineEntry) => boolean,
): Comparison {
  const found = countsOf(findings.map(entryOf));
  const allowed = countsOf(entries);
  const known = findings.map((finding) => {
    const key = keyOf(entryOf(finding));
    return (found.get(key)?.n ?? 0) <= (allowed.get(key)?.n ?? 0);
  });
  const stale = entries.flatMap((entry) => {
    const left = entry.n - (found.get(keyOf(entry))?.n ?? 0);
    return left > 0 && isAsked(entry) ? [{ ...entry, n: left }] : [];
  });
  return { known, stale };
}

/** The baseline after a run: what was found, and what the run did not look for. */
export function updatedBaseline(
  findings: readonly Identity[],
  entries: readonly BaselineEntry[],
  isAsked: (entry: BaselineEntry) => boolean,
): BaselineEntry[] {
  return [
    ...countsOf(findings.map(entryOf)).values(),
    ...entries.filter((entry) => !isAsked(entry)),
  ];
}

/** One entry on each line, sorted, so that two branches that change different entries merge without a conflict. */
export function writeBaseline(entries: readonly BaselineEntry[]): string {
  const lines = entries.map(({ rule, file, resource, n }) =>
    JSON.stringify({
      file,
      rule,
      ...(resource !== undefined && { resource }),
      ...(n > 1 && { n }),
    }),
  );
  return [HEAD, ...lines.sort((a, b) => (a < b ? -1 : 1))].map((line) => `${line}\n`).join('');
}

/** Of an entry that a merge has left twice, the larger number counts. */
export function readBaseline(text: string): {
  readonly entries: readonly BaselineEntry[];
  readonly troubles: readonly BaselineTrouble[];
} {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  if (lines[0] !== HEAD) {
    const message = `this is no baseline of meshlint: the first line is not ${HEAD}`;
    return { entries: [], troubles: [{ line: 1, message }] };
  }
  const entries = new Map<string, BaselineEntry>();
  const troubles: BaselineTrouble[] = [];
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line.trim() === '') continue;
    const entry = readEntry(line);
    if (!entry) troubles.push({ line: index + 1, message: troubleIn(line) });
    else if ((entries.get(keyOf(entry))?.n ?? 0) < entry.n) entries.set(keyOf(entry), entry);
  }
  return { entries: [...entries.values()], troubles };
}

function readEntry(line: string): BaselineEntry | undefined {
  const value = parsed(line);
  if (typeof value !== 'object' || value === null) return undefined;
  const { rule, file, resource, n = 1 } = { rule: 0, file: 0, resource: undefined, ...value };
  const isCount = typeof n === 'number' && Number.isInteger(n) && n > 0;
  if (typeof rule !== 'string' || typeof file !== 'string' || !isCount) return undefined;
  if (resource === undefined) return { rule, file, n };
  return typeof resource === 'string' ? { rule, file, resource, n } : undefined;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function troubleIn(line: string): string {
  return /^(?:<{7}|={7}|>{7}|\|{7})/.test(line)
    ? 'a conflict of a merge was left here'
    : 'this is no entry of a baseline';
}

function countsOf(entries: readonly BaselineEntry[]): Map<string, BaselineEntry> {
  const counts = new Map<string, BaselineEntry>();
  for (const entry of entries) {
    const key = keyOf(entry);
    counts.set(key, { ...entry, n: entry.n + (counts.get(key)?.n ?? 0) });
  }
  return counts;
}

function entryOf({ rule, file, resource }: Identity): BaselineEntry {
  return { rule, file, ...(resource && { resource: described(resource) }), n: 1 };
}

function described({ apiVersion, kind, namespace, name }: ResourceName): string {
  const slash = apiVersion.indexOf('/');
  const type = slash === -1 ? kind : `${kind}.${apiVersion.slice(0, slash)}`;
  return `${type} ${namespace}/${name}`;
}

function keyOf({ rule, file, resource = '' }: BaselineEntry): string {
  return JSON.stringify([rule, file, resource]);
}
