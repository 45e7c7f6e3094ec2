import assert from 'node:assert/strict';
import { test } from 'vitest';
import { marked, outputLines } from '../../src/environments/helm/mark.ts';
import { chartFacts } from '../../src/environments/helm/rendered-chart.ts';
import { referencesIn, type ValuesLayer } from '../../src/environments/helm/values.ts';
import { parseOne } from '../../src/parse/yaml/documents.ts';
import type { Span } from '../../src/text.ts';

test.each([
  ['a plain line', 'kind: Service', 'kind: Service #@m1@'],
  ['a value', 'name: {{ .Values.name }}', 'name: {{ .Values.name }} #@m1@'],
  ['a carriage return', 'a: 1\r\nb: 2\r\n', 'a: 1 #@m1@\r\nb: 2 #@m2@\r\n'],
  ['blank lines and separators', 'a: 1\n\n---\n', 'a: 1 #@m1@\n\n---\n'],
  ['steering', '{{- if .a }}\na: 1\n{{- end }}', '{{- if .a }}\na: 1 #@m2@\n{{- end }}'],
  [
    'an action that makes text',
    '{{- toYaml .x | nindent 2 }}',
    '{{- toYaml .x | nindent 2 }} #@m1@',
  ],
  [
    'two actions on a line',
    '{{ if .a }}x: {{ .a }}{{ end }}',
    '{{ if .a }}x: {{ .a }}{{ end }} #@m1@',
  ],
  ['trimming of what follows', 'a: {{ .b -}}\nc', 'a: {{ .b -}}\nc #@m2@'],
  [
    'an action of several lines',
    'a: {{ list\n  "}}" `\n{{`\n}}\nb: 1',
    'a: {{ list\n  "}}" `\n{{`\n}} #@m4@\nb: 1 #@m5@',
  ],
  ['a comment', '{{/* it\'s\n"open */}}\na: 1', '{{/* it\'s\n"open */}}\na: 1 #@m3@'],
  [
    'a definition with blocks in it',
    '{{ define "x" }}\na: 1\n{{ if .b }}\nb: 1\n{{ end }}\nc: 1\n{{ end }}\nd: 1',
    '{{ define "x" }}\na: 1\n{{ if .b }}\nb: 1\n{{ end }}\nc: 1\n{{ end }}\nd: 1 #@m8@',
  ],
])('marks: %s', (_about, template, expected) => {
  assert.equal(marked(template), expected);
});

const OUTPUT = '---\n# Source: shop/templates/a.yaml\na: 1\nb:\n  c: 2\n  d: 3\nhash: x\n';

test.each([
  ['no marks at all', undefined, [undefined, undefined, undefined, undefined, undefined]],
  [
    'lines, of which several come from one',
    '---\n# Source: shop/templates/a.yaml #@m1@\na: 1 #@m2@\nb: #@m3@\n  c: 2\n  d: 3 #@m4@\nhash: y #@m9@\n',
    [2, 3, 4, 4, 9],
  ],
  [
    'a mark that was left alone where Helm trims',
    '---\n# Source: shop/templates/a.yaml\n#@m1@\na: 1 #@m2@\nb: #@m3@\n  c: 2 #@m4@\n  d: 3 #@m5@\nhash: x #@m6@\n',
    [2, 3, 4, 5, 6],
  ],
  [
    'an output that differs',
    '---\n# Source: shop/templates/a.yaml\na: 1 #@m2@\n',
    [undefined, undefined, undefined, undefined, undefined],
  ],
])('lines of the output: %s', (_about, withMarks, expected) => {
  const lines = outputLines(OUTPUT, withMarks).slice(2, 7);
  assert.deepEqual(
    lines.map(({ line }) => line),
    expected,
  );
  assert.ok(lines.every(({ template }) => template === 'shop/templates/a.yaml'));
});

test('references to values', () => {
  const line =
    'x: {{ .Values.a.b | default $.Values.c-d }} {{ $x.Values.e }} .Values {{ .Values }}';
  assert.deepEqual(referencesIn(line), [['a', 'b'], ['c-d']]);
});

const TEMPLATE = `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Release.Name }}-web
  namespace: {{ .Release.Namespace }}
  labels:
    {{- toYaml .Values.labels | nindent 4 }}
data:
  default.conf: |
    server {
      location / {
        proxy_pass http://{{ .Values.api.host }}:{{ .Values.api.port }};
      }
    }
  own.conf: {{ .Values.nginx | quote }}
  flag: {{ .Values.flag | quote }}
`;

const VALUES = `labels:
  app: web
api: { host: api, port: 80 }
nginx: |
  server {
    location / { proxy_pass http://other; }
  }
flag: false
`;

const RENDERED = `---
# Source: shop/templates/web.yaml
apiVersion: v1
kind: ConfigMap
metadata:
  name: shop-web
  namespace: $(NAMESPACE)
  labels:
    app: web
data:
  default.conf: |
    server {
      location / {
        proxy_pass http://api:80;
      }
    }
  own.conf: "server {\\n  location / { proxy_pass http://other; }\\n}\\n"
  flag: "false"
`;

/** The output of the marked template: the same line for line, each with its number. */
const NUMBERS = [0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];

test('objects of a chart are shown in its templates, and what these take unchanged in the values', () => {
  const withMarks = RENDERED.trimEnd()
    .split('\n')
    .map((line, index) => (NUMBERS[index] ? `${line} #@m${NUMBERS[index]}@` : line))
    .join('\n');
  const texts = new Map([
    ['shop/templates/web.yaml', TEMPLATE],
    ['shop/values.yaml', VALUES],
  ]);
  const source = { file: 'shop/templates/web.yaml', text: TEMPLATE, start: 0 };
  const [file, ...others] = chartFacts(
    {
      folder: 'shop',
      name: 'shop',
      output: RENDERED,
      withMarks: `${withMarks}\n`,
      sources: new Map([['shop/templates/web.yaml', source]]),
      values: [layer('shop/values.yaml', VALUES)],
    },
    [],
  );
  assert.deepEqual(others, []);
  assert.equal(file?.file, 'shop/templates/web.yaml');
  assert.deepEqual(file.violations, [], 'what the template puts in quotes is text');
  const [configMap] = file.resources;
  assert.ok(configMap?.type === 'ConfigMap');
  const words = ({ file: path, start, end }: Span): string =>
    `${path}: ${(texts.get(path) ?? '').slice(start, end)}`;
  assert.equal(configMap.namespace, '');
  assert.equal(configMap.name, 'shop-web');
  assert.equal(words(configMap.at), 'shop/templates/web.yaml: name: {{ .Release.Name }}-web');
  assert.equal(configMap.at.made, true);
  const [label] = configMap.labels;
  assert.equal(label && words(label.value.at), 'shop/values.yaml: web');
  const passes = configMap.data.slice(0, 2).map(({ nginx }) => {
    const pass = nginx?.directives[0]?.block?.[0]?.block?.[0];
    return pass && words(pass.nameAt);
  });
  assert.deepEqual(passes, ['shop/templates/web.yaml: proxy_pass', 'shop/values.yaml: proxy_pass']);
});

function layer(file: string, text: string): ValuesLayer {
  const tree = parseOne(file, text).documents[0]?.root.tree();
  assert.ok(tree);
  return { tree, below: [] };
}
