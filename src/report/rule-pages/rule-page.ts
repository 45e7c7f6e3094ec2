import type { Rule, RuleFix } from '../../rule.ts';

/** What a page needs of a rule. */
export type DocumentedRule = Pick<
  Rule,
  'id' | 'summary' | 'severity' | 'codes' | 'why' | 'sources' | 'fixes' | 'options' | 'toldOnce'
>;

/** A file of one of the rule's cases. */
export interface Example {
  /** For the code block: `yaml`, `nginx`. */
  readonly language: string;
  readonly text: string;
}

/** The page of one rule in Markdown, made of its own words; examples are left out where none are given. */
export function rulePage(
  rule: DocumentedRule,
  examples: { readonly wrong: readonly Example[]; readonly right: readonly Example[] } = {
    wrong: [],
    right: [],
  },
): string {
  return [
    `# ${rule.id}`,
    `${rule.summary}. Default severity: ${rule.severity}.${codes(rule.codes ?? [])}`,
    rule.why.trim(),
    ...section('Fixes', fixes(rule.fixes ?? [])),
    ...section('Options', options(rule)),
    ...section('Wrong', examples.wrong.map(block)),
    ...section('Right', examples.right.map(block)),
    ...section(
      'Sources',
      rule.sources.length > 0 ? [rule.sources.map((at) => `- <${at}>`).join('\n')] : [],
    ),
  ]
    .join('\n\n')
    .concat('\n');
}

function section(title: string, parts: readonly string[]): string[] {
  return parts.length > 0 ? [`## ${title}`, ...parts] : [];
}

function codes(all: readonly string[]): string {
  return all.length > 0 ? ` Other tools say it as ${all.join(', ')}.` : '';
}

function fixes(all: readonly RuleFix[]): string[] {
  const rows = all.map(({ does, safe }) => `- ${safe ? '`--fix`' : '`--fix=unsafe`'}: ${does}.`);
  return rows.length > 0 ? [rows.join('\n')] : [];
}

function options(rule: DocumentedRule): string[] {
  const rows = Object.entries(rule.options ?? {}).map(
    ([name, { about, default: value }]) =>
      `- \`${name}\`: ${about}. Default: \`${JSON.stringify(value)}\`.`,
  );
  return rows.length > 0 ? [rows.join('\n')] : [];
}

/** The fence is longer than any in the text, so that the text cannot end it. */
function block({ language, text }: Example): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}
