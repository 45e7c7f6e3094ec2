import type { Severity } from '../../finding.ts';
import { docsAddress } from '../rule-pages/docs-address.ts';
import { fileRules } from '../rule-pages/file-rules.ts';
import type { DocumentedRule } from '../rule-pages/rule-page.ts';

/** GitHub cuts or refuses longer ones. */
const LONGEST_DESCRIPTION = 1024;
const MOST_TAGS = 10;

export const LEVEL: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
};

/** A rule as `tool.driver.rules` of SARIF describes it; GitHub shows the help beside every alert. */
export function sarifRule(rule: DocumentedRule): object {
  const { id, summary, severity, why, codes = [] } = rule;
  return {
    id,
    name: pascalCase(id),
    shortDescription: { text: `${summary}.` },
    fullDescription: { text: shortened(`${summary}. ${firstParagraph(why)}`) },
    help: { text: help(rule, plain), markdown: help(rule, (markdown) => markdown) },
    defaultConfiguration: { level: LEVEL[severity] },
    properties: {
      tags: ['istio', 'kubernetes', ...codes].slice(0, MOST_TAGS),
      // What reading says is certain; what rules say rests on a model of the mesh.
      precision: fileRules.some((each) => each.id === id) ? 'very-high' : 'high',
      'problem.severity': severity === 'info' ? 'recommendation' : severity,
    },
  };
}

function pascalCase(id: string): string {
  return id.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** Why, how to ignore it, and where to read on. */
function help({ id, why, sources }: DocumentedRule, words: (markdown: string) => string): string {
  return [
    words(why.trim()),
    words(
      `To accept a finding, write \`# meshlint-ignore ${id}: reason\` at its line; ` +
        `\`--rule ${id}=off\` switches the rule off. \`meshlint explain ${id}\` prints its page ` +
        `(\`${docsAddress(id)}\`) with a wrong and a right example.`,
    ),
    ...(sources.length > 0 ? [`Sources:\n\n${sources.map((at) => `- ${at}`).join('\n')}`] : []),
  ].join('\n\n');
}

/** Markdown is readable as it is, save for its quoting. */
function plain(markdown: string): string {
  return markdown.replace(/^ *```.*\n?/gm, '').replace(/`([^`\n]+)`|\*\*([^*\n]+)\*\*/g, '$1$2');
}

function firstParagraph(markdown: string): string {
  return plain(markdown.trim().split(/\n\s*\n/)[0] ?? '').replace(/\s+/g, ' ');
}

/** To the last whole sentence that fits, else to the last word. */
function shortened(text: string): string {
  if (text.length <= LONGEST_DESCRIPTION) return text;
  const cut = text.slice(0, LONGEST_DESCRIPTION - 1);
  const sentence = cut.lastIndexOf('. ');
  return sentence > 0 ? cut.slice(0, sentence + 1) : `${cut.slice(0, cut.lastIndexOf(' '))}…`;
}
