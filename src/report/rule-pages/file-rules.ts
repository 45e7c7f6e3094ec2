import type { DocumentedRule } from './rule-page.ts';

/** What is said of files themselves, before any rule looks at what they hold: the run itself makes these findings. */
export const fileRules: readonly DocumentedRule[] = [
  {
    id: 'unreadable-file',
    summary: 'A file cannot be read or parsed, so nothing in it was checked',
    severity: 'error',
    why: `
kubectl, kustomize or nginx would refuse this file as well, and whatever it holds was not checked. Other findings may be
missing, or say that something does not exist which is only unreadable.

Repair the place that is shown. A file that some tool fills in before it is used belongs under a name that says so, such
as \`.yaml.tmpl\`, or into \`.gitignore\` when it is made by a build.
`,
    sources: ['https://yaml.org/spec/1.2.2/'],
  },
  {
    id: 'duplicate-key',
    summary: 'A key is written twice in one mapping',
    severity: 'warning',
    why: `
Of a key that is written twice only the last one counts: the API server takes it without a word, unless it validates
strictly, and then it refuses the object. The first value, which a reader meets first, has no effect.

Remove one of the two, or merge their content under one key.
`,
    sources: [
      'https://kubernetes.io/docs/reference/using-api/api-concepts/#setting-the-field-validation-level',
    ],
    fixes: [{ does: 'remove a key that says the same twice', safe: true }],
  },
  {
    id: 'not-rendered',
    summary: 'kustomize or Helm cannot render something, so it is judged by its sources, if at all',
    severity: 'info',
    why: `
Where kustomize, kubectl or Helm is installed, meshlint judges what they make. What they refuse, or could make only with
what is not here (a remote base, a dependency of a chart, a file that a script writes), is judged by its sources instead. That
reading knows patches, generators, components and replacements of kustomizations, but not what is elsewhere, and it does not know
the templates of a chart.

Repair the sources where they are broken; \`helm dependency build\` puts the dependencies of a chart in their place. Where a file is made by a script, or a base is remote on purpose, ignore the
finding at its place, or turn rendering off with \`--no-render\`.
`,
    sources: [
      'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/',
      'https://helm.sh/docs/helm/helm_template/',
    ],
  },
  {
    id: 'unused-ignore',
    summary: 'A comment or annotation ignores nothing, or has no effect',
    severity: 'warning',
    why: `
An ignore that stays when its reason is gone hides the next mistake of this kind at the same place. One that names a rule
that does not exist, or gives no reason, ignores nothing, whatever its author believes.

Remove it, or write it so that it holds: \`# meshlint-ignore rule: reason\` at the end of the line that is found fault with,
or on the line above.
`,
    sources: [
      'https://eslint.org/docs/latest/use/configure/rules#report-unused-eslint-disable-comments',
    ],
    fixes: [
      { does: 'remove the comment or annotation, or the rule from it', safe: true },
      { does: 'write a misspelt rule as it is called', safe: false },
    ],
  },
];
