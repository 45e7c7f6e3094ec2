import { Document, visit } from 'yaml';
import type { Diagnostic } from '../finding.ts';
import { visible, visibleInJson } from '../report/visible.ts';
import type { Draft, DraftObject } from './draft.ts';

/**
 * A file of drafts as YAML: what asked for each, in comments, before its objects. `heading` tells what the file is,
 * `place` writes where a finding is.
 */
export function printDrafts(
  heading: string,
  drafts: readonly Draft[],
  place: (finding: Diagnostic) => string,
): string {
  const parts = drafts.map(({ cures, notes, objects }) => {
    const lines = [
      ...cures.map((finding) => `${finding.rule}, ${place(finding)}: ${finding.message}`),
      ...notes,
    ];
    return lines.map(comment).join('') + objects.map(printObject).join('---\n');
  });
  return `${comment(heading)}---\n${parts.join('---\n')}`;
}

function comment(line: string): string {
  return `# ${visible(line)}\n`;
}

/**
 * One object. Words that YAML 1.1, which Kubernetes reads, takes for something else are quoted, and what a terminal or
 * a reader would not see as it is becomes an escape.
 */
function printObject(object: DraftObject): string {
  const document = new Document(object, { compat: 'yaml-1.1' });
  visit(document, {
    Scalar(_key, node) {
      if (typeof node.value === 'string' && visible(node.value) !== node.value)
        node.type = 'QUOTE_DOUBLE';
    },
  });
  return visibleInJson(document.toString({ lineWidth: 0 }));
}
