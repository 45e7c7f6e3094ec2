import { didYouMean } from '../did-you-mean.ts';
import { UsageError } from '../project/scope.ts';
import { fileRules } from '../report/rule-pages/file-rules.ts';
import type { DocumentedRule } from '../report/rule-pages/rule-page.ts';
import { rules } from '../rules/index.ts';

/** Everything that findings may be called: the rules, and what is said of files themselves. By id. */
export const knownRules: ReadonlyMap<string, DocumentedRule> = new Map(
  [...fileRules, ...rules]
    .map((rule): [string, DocumentedRule] => [rule.id, rule])
    .sort(([a], [b]) => (a < b ? -1 : 1)),
);

/** A typing error must not switch a check off without a word. */
export function requireRule(id: string, flag: string): string {
  if (knownRules.has(id)) return id;
  throw new UsageError(
    `${flag}: there is no rule "${id}"${didYouMean(id, [...knownRules.keys()])}`,
  );
}

/** The rules of this id, or of this code of istioctl analyze or Kiali. */
export function rulesNamed(name: string): DocumentedRule[] {
  const own = knownRules.get(name.toLowerCase());
  if (own) return [own];
  const code = name.toUpperCase();
  return [...knownRules.values()].filter((rule) => rule.codes?.includes(code));
}
