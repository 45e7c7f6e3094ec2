import { type Line, linesOf, type Named, namedIn } from './named.ts';

const REQUIREMENT =
  /^[\s"']*([A-Za-z0-9][\w.-]{0,100})\s*(?:\[[^\]]{0,100}\])?\s*((?:[=<>!~]=?=?|@)[^;#"']{0,100})?/;

/** requirements.txt: one requirement to a line (PEP 508); options, paths and addresses are passed over. */
export function* readRequirements(text: string): Generator<Named> {
  for (const line of linesOf(text)) {
    const named = requirementOf(line, 0);
    if (named) yield named;
  }
}

function requirementOf(line: Line, from: number): Named | undefined {
  const rest = line.text.slice(from);
  const match = REQUIREMENT.exec(rest);
  if (!match?.[1] || rest.includes('://') === !rest.includes('@')) return undefined;
  return namedIn(line, match[1], (match[2] ?? '').trim(), from);
}

/** pyproject.toml: `dependencies` of PEP 621 and Poetry's tables; development groups are passed over. */
export function* readPyproject(text: string): Generator<Named> {
  let table = '';
  let open = false;
  for (const line of linesOf(text)) {
    const header = /^\s*\[\[?([^\]]{1,100})\]/.exec(line.text)?.[1];
    if (header !== undefined && !open) {
      table = header.trim();
      continue;
    }
    if (isPoetryTable(table)) {
      const named = keyOf(line);
      if (named && named.name !== 'python') yield named;
      continue;
    }
    if (!open && table === 'project') open = /^\s*dependencies\s*=\s*\[/.test(line.text);
    if (!open) continue;
    yield* stringsOf(line);
    open = !/\]\s*(?:#.*)?$/.test(line.text);
  }
}

function isPoetryTable(table: string): boolean {
  if (table === 'tool.poetry.dependencies') return true;
  const group = /^tool\.poetry\.group\.([\w-]+)\.dependencies$/.exec(table)?.[1];
  return group !== undefined && !/^(?:dev|test|tests|lint|docs?)/.test(group);
}

function* stringsOf(line: Line): Generator<Named> {
  for (const match of line.text.matchAll(/"[^"]*"|'[^']*'/g)) {
    const text = match[0].slice(1, -1);
    const named = requirementOf({ text, start: line.start + match.index + 1 }, 0);
    if (named) yield named;
  }
}

/** Pipfile: the table `packages`. */
export function* readPipfile(text: string): Generator<Named> {
  let table = '';
  for (const line of linesOf(text)) {
    const header = /^\s*\[\[?([^\]]{1,100})\]/.exec(line.text)?.[1];
    if (header !== undefined) table = header.trim();
    else if (table === 'packages') {
      const named = keyOf(line);
      if (named) yield named;
    }
  }
}

function keyOf(line: Line): Named | undefined {
  const match = /^\s*["']?([A-Za-z0-9][\w.-]{0,100})["']?\s*=\s*(?:["']([^"']{0,100}))?/.exec(
    line.text,
  );
  return match?.[1] === undefined ? undefined : namedIn(line, match[1], match[2] ?? '');
}
