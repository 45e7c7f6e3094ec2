/** Where a rule's page is: its path in the package and in the repository. The only place that knows. */
export function docsAddress(rule: string): string {
  return `docs/rules/${rule}.md`;
}
