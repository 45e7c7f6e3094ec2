import { join } from 'node:path';
import { packagedText } from '../project/write.ts';
import { docsAddress } from '../report/rule-pages/docs-address.ts';
import { type DocumentedRule, rulePage } from '../report/rule-pages/rule-page.ts';

/** The page of a rule: the one in the package, which has examples, else the rule's own words. */
export function pageOf(rule: DocumentedRule, packageFolder: string): string {
  return packagedText(pagePath(rule.id, packageFolder)) ?? rulePage(rule);
}

/** Where the package has the page of a rule. */
export function pagePath(id: string, packageFolder: string): string {
  return join(packageFolder, docsAddress(id));
}
