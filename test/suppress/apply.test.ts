import { expect, test } from 'vitest';
import { readFacts } from '../../src/facts/read.ts';
import { applyFixes } from '../../src/fix.ts';
import { type LintResult, type LintSettings, lint } from '../../src/lint.ts';
import type { Rule } from '../../src/rule.ts';
import { positions } from '../../src/text.ts';

const about = { severity: 'error', why: '', sources: [] } as const;

/** Says something at the name of every ConfigMap, and of every Service. */
const named: Rule = {
  ...about,
  id: 'a-config-map',
  summary: 'A ConfigMap',
  codes: ['IST0001', 'KIA0001'],
  *check(mesh) {
    for (const resource of mesh.all('ConfigMap')) {
      const codes = resource.name === 'narrow' ? ['KIA0001'] : undefined;
      yield { at: resource.at, resource, message: `ConfigMap ${resource.name}`, codes };
    }
  },
};
const service: Rule = {
  ...about,
  id: 'a-service',
  summary: 'A Service',
  *check(mesh) {
    for (const resource of mesh.all('Service')) {
      yield { at: resource.at, resource, message: `Service ${resource.name}` };
    }
  },
};

type Texts = Readonly<Record<string, string>>;

function run(texts: Texts, settings: Partial<LintSettings> = {}): LintResult {
  return lint(
    {
      files: Object.entries(texts).map(([file, text]) => readFacts(file, text)),
      context: [],
      clusters: [],
    },
    [named, service],
    { migrating: 'no', complete: true, severities: new Map(), ...settings },
  );
}

function said(texts: Texts, settings?: Partial<LintSettings>): string[] {
  return run(texts, settings).diagnostics.map(({ at, rule, severity, message }) => {
    const { line } = positions(texts[at.file] ?? '')(at.start);
    return `${at.file}:${line} ${severity} ${rule === 'unused-ignore' ? message : rule}`;
  });
}

const map = (name: string, comment = '', annotations = '{}'): string => `apiVersion: v1
kind: ConfigMap
metadata:
  name: ${name}${comment}
  annotations: ${annotations}
`;
const NOTHING = 'There is nothing here that a-config-map finds, so ignoring it has no effect';

const TABLE: readonly [name: string, text: string, said: readonly string[]][] = [
  ['nothing ignored', map('a'), ['a.yaml:4 error a-config-map']],
  ['on its line', map('a', ' # meshlint-ignore a-config-map: why'), []],
  [
    'above the key of its mapping',
    map('a').replace('meta', '# meshlint-ignore a-config-map: why\nmeta'),
    [],
  ],
  ['in the file', `${map('a')}# meshlint-ignore-file a-config-map: why\n`, []],
  [
    'on another line',
    `# meshlint-ignore a-config-map: why\n${map('a')}`,
    [`a.yaml:1 warning ${NOTHING}`, 'a.yaml:5 error a-config-map'],
  ],
  [
    'another rule',
    map('a', ' # meshlint-ignore a-service: why'),
    [
      'a.yaml:4 error a-config-map',
      `a.yaml:4 warning ${NOTHING.replace('a-config-map', 'a-service')}`,
    ],
  ],
  [
    'without a reason',
    map('a', ' # meshlint-ignore a-config-map'),
    [
      'a.yaml:4 error a-config-map',
      'a.yaml:4 warning This ignore gives no reason, so it has no effect: write it as "rule: reason"',
    ],
  ],
  [
    'without a rule',
    map('a', ' # meshlint-ignore: why'),
    [
      'a.yaml:4 error a-config-map',
      'a.yaml:4 warning This ignore names no rule, so it has no effect',
    ],
  ],
  [
    'a rule that does not exist',
    map('a', ' # meshlint-ignore a-config-mop: why'),
    [
      'a.yaml:4 error a-config-map',
      'a.yaml:4 warning There is no rule "a-config-mop", did you mean "a-config-map"?',
    ],
  ],
  [
    'one of two is too many',
    map('a', ' # meshlint-ignore a-config-map, a-service: why'),
    [`a.yaml:4 warning ${NOTHING.replace('a-config-map', 'a-service')}`],
  ],
  ['by annotation', map('a', '', '{meshlint.dev/ignore: a-config-map}'), []],
  [
    'by an annotation of another object',
    `${map('a')}---\n${map('b', '', '{meshlint.dev/ignore: a-config-map}')}`,
    ['a.yaml:4 error a-config-map'],
  ],
  [
    'by an annotation that ignores nothing',
    map('a', '', '{meshlint.dev/ignore: "a-config-map, a-service"}'),
    [`a.yaml:5 warning ${NOTHING.replace('a-config-map', 'a-service')}`],
  ],
  [
    'by the code of istioctl',
    map('a', '', '{galley.istio.io/analyze-suppress: "IST0001,IST0002"}'),
    [],
  ],
  ['by all codes of istioctl', map('a', '', '{galley.istio.io/analyze-suppress: "*"}'), []],
  ['by the code of Kiali', map('a', '', '{kiali.io/ignore-validations: KIA0001}'), []],
  ['by all codes of Kiali', map('a', '', '{kiali.io/ignore-validations: ""}'), []],
  [
    'by another code',
    map('a', '', '{galley.istio.io/analyze-suppress: IST0002}'),
    ['a.yaml:4 error a-config-map'],
  ],
  [
    'by a code of the rule that the finding does not stand for',
    map('narrow', '', '{galley.istio.io/analyze-suppress: IST0001}'),
    ['a.yaml:4 error a-config-map'],
  ],
  [
    "by Kiali's code, told to istioctl",
    map('a', '', '{galley.istio.io/analyze-suppress: KIA0001}'),
    ['a.yaml:4 error a-config-map'],
  ],
  [
    'all codes, but the rule stands for none',
    map('a', '', '{galley.istio.io/analyze-suppress: "*"}').replace('ConfigMap', 'Service'),
    ['a.yaml:4 error a-service'],
  ],
  [
    'an unused ignore, which is ignored as well',
    `# meshlint-ignore-file unused-ignore: kept for later\n# meshlint-ignore-file a-service: why\n${map('a', ' # meshlint-ignore a-config-map: why')}`,
    [],
  ],
  [
    'an ignored unused ignore that is not there',
    `# meshlint-ignore-file unused-ignore: kept for later\n${map('a', ' # meshlint-ignore a-config-map: why')}`,
    [`a.yaml:1 warning ${NOTHING.replace('a-config-map', 'unused-ignore')}`],
  ],
];

for (const [name, text, expected] of TABLE) {
  test(`ignoring: ${name}`, () => {
    expect(said({ 'a.yaml': text })).toEqual(expected);
  });
}

const SETTINGS: readonly [
  name: string,
  settings: Partial<LintSettings>,
  said: readonly string[],
][] = [
  ['no heed is paid', { noIgnores: true }, ['a.yaml:4 error a-config-map']],
  [
    'a rule that did not run says nothing',
    { only: new Set(['a-service', 'unused-ignore']) },
    ['a.yaml:4 warning There is nothing here that a-service finds, so ignoring it has no effect'],
  ],
  ['unused ignores may stay', { severities: new Map([['unused-ignore', 'off']]) }, []],
  ['a rule that is off', { severities: new Map([['a-service', 'off']]) }, []],
  [
    'a rule that is off in this file',
    {
      overrides: [
        { applies: (file) => file === 'a.yaml', severities: new Map([['a-service', 'off']]) },
      ],
    },
    [],
  ],
];

for (const [name, settings, expected] of SETTINGS) {
  test(`ignoring: ${name}`, () => {
    const text = map('a', ' # meshlint-ignore a-config-map, a-service: why');
    expect(said({ 'a.yaml': text }, settings)).toEqual(expected);
  });
}

test('what is ignored is kept apart, with the place that says so', () => {
  const text = map('a', ' # meshlint-ignore a-config-map: a good reason');
  const { ignored } = run({ 'a.yaml': text });
  expect(ignored).toMatchObject([
    { diagnostic: { rule: 'a-config-map' }, by: { form: 'comment', reason: 'a good reason' } },
  ]);
});

test('an annotation of the same object in another file holds for its own file alone', () => {
  const texts = {
    'a.yaml': map('a'),
    'b.yaml': map('a', '', '{meshlint.dev/ignore: a-config-map}'),
  };
  expect(said(texts, { complete: false })).toEqual(['a.yaml:4 error a-config-map']);
});

const FIXES: readonly [before: string, after: string][] = [
  [' # meshlint-ignore a-service: why', ''],
  [' # meshlint-ignore a-service, a-config-map: why', ' # meshlint-ignore a-config-map: why'],
  [' # meshlint-ignore a-config-map, a-service: why', ' # meshlint-ignore a-config-map: why'],
  ['\n  # meshlint-ignore a-service: why', ''],
  [' # meshlint-ignore nothing-of-the-kind: why', ''],
  [' # meshlint-ignore a-config-mop: why', ' # meshlint-ignore a-config-map: why'],
  [' # meshlint-ignore a-config-map', ' # meshlint-ignore a-config-map'],
];

for (const [before, after] of FIXES) {
  test(`the fix of "${before.trim()}"`, () => {
    const text = map('a', before);
    const { diagnostics } = run({ 'a.yaml': text });
    const { texts } = applyFixes(diagnostics, { textOf: () => text, isWanted: () => true });
    expect(texts.get('a.yaml') ?? text).toBe(map('a', after));
  });
}

const ANNOTATION_FIXES: readonly [before: string, after: string][] = [
  ['{x: y, meshlint.dev/ignore: a-service}', '{x: y}'],
  [
    '{x: y, meshlint.dev/ignore: "a-service, a-config-map"}',
    '{x: y, meshlint.dev/ignore: "a-config-map"}',
  ],
  ['{x: y, meshlint.dev/ignore: a-config-mop}', '{x: y, meshlint.dev/ignore: a-config-map}'],
  [
    '{x: y, meshlint.dev/ignore: "a-service, \\x61-config-map"}',
    '{x: y, meshlint.dev/ignore: "a-service, \\x61-config-map"}',
  ],
  [
    '{x: y, galley.istio.io/analyze-suppress: IST0009}',
    '{x: y, galley.istio.io/analyze-suppress: IST0009}',
  ],
];

for (const [before, after] of ANNOTATION_FIXES) {
  test(`the fix of the annotations ${before}`, () => {
    const text = map('a', '', before);
    const { diagnostics } = run({ 'a.yaml': text });
    const { texts } = applyFixes(diagnostics, { textOf: () => text, isWanted: () => true });
    expect(texts.get('a.yaml') ?? text).toBe(map('a', '', after));
  });
}

const REPETITIONS: readonly [name: string, before: string, after: string][] = [
  ['the same twice', 'data: {a: 1}\ndata:\n  a: 1\n', 'data: {a: 1}\n'],
  ['another value', 'data: {a: 1}\ndata: {a: 2}\n', 'data: {a: 1}\ndata: {a: 2}\n'],
];

for (const [name, before, after] of REPETITIONS) {
  test(`a key that is written twice with ${name}`, () => {
    const head =
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a} # meshlint-ignore a-config-map: x\n';
    const text = head + before;
    const { diagnostics } = run({ 'a.yaml': text });
    const { texts } = applyFixes(diagnostics, { textOf: () => text, isWanted: () => true });
    expect(diagnostics.map(({ rule }) => rule)).toEqual(['duplicate-key']);
    expect(texts.get('a.yaml') ?? text).toBe(head + after);
  });
}
