import type { Diagnostic, Edit } from './finding.ts';

/** One file's text with its fixes applied. A fix is applied whole or not at all; of two that overlap, the first wins. */
export function applyFixes(text: string, file: string, diagnostics: readonly Diagnostic[]): string {
  const accepted: Edit[] = [];
  for (const { fix } of diagnostics) {
    const edits = fix?.edits.filter((edit) => edit.at.file === file) ?? [];
    const clashes = edits.some((edit) => accepted.some((other) => overlaps(edit, other)));
    if (!clashes) accepted.push(...edits);
  }
  return accepted
    .sort((a, b) => b.at.start - a.at.start)
    .reduce(
      (result, { at, text: replacement }) =>
        result.slice(0, at.start) + replacement + result.slice(at.end),
      text,
    );
}

function overlaps(a: Edit, b: Edit): boolean {
  return a.at.start < b.at.end && b.at.start < a.at.end;
}
