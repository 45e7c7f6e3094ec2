import { didYouMean } from '../did-you-mean.ts';
import { UsageError } from '../project/scope.ts';
import { docsAddress } from '../report/rule-pages/docs-address.ts';
import { knownRules, rulesNamed } from '../run/known-rules.ts';
import { pageOf } from '../run/page.ts';
import { print } from './terminal.ts';

/** Prints the page of a rule: the one in the package, which has examples, else the rule's own words. */
export function explain(name: string, packageFolder: string): void {
  const found = rulesNamed(name);
  if (found.length === 0) {
    const known = [...knownRules.values()].flatMap(({ id, codes }) => [id, ...(codes ?? [])]);
    throw new UsageError(`explain: there is no rule or code "${name}"${didYouMean(name, known)}`);
  }
  print(found.map((rule) => pageOf(rule, packageFolder)).join('\n'));
}

/** Prints every rule, one line each, or as JSON. */
export function listRules(asJson: boolean): void {
  const all = [...knownRules.values()];
  if (asJson) {
    const content = all.map(({ id, severity, summary, codes = [], fixes = [] }) => ({
      id,
      severity,
      summary,
      codes,
      fixable: fixes.length > 0,
      fixes,
      docs: docsAddress(id),
    }));
    print(`${JSON.stringify(content, null, 2)}\n`);
    return;
  }
  const widest = Math.max(...all.map(({ id }) => id.length));
  for (const { id, severity, summary, codes = [], fixes = [] } of all) {
    const alias = codes.length > 0 ? ` (${codes.join(', ')})` : '';
    const fixable = fixes.length > 0 ? ' [fixable]' : '';
    print(`${severity.padEnd(7)}  ${id.padEnd(widest)}  ${summary}${alias}${fixable}\n`);
  }
}
