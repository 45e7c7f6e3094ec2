import { expect, test } from 'vitest';
import { maskTemplate, maskVariableLines } from '../../src/parse/nginx/mask.ts';

const MASKED: readonly (readonly [what: string, text: string, expected: string])[] = [
  ['a value is a word', 'proxy_pass http://{{ .host }}:80;', 'proxy_pass http://TTTTTTTTTTT:80;'],
  ['control words are blanks', 'a;{{- if .x }}b;{{ end }}', 'a;            b;         '],
  [
    'a value alone on its line stands for directives',
    'a;\n  {{ include "x" . }}\nb;',
    `a;\n${' '.repeat(21)}\nb;`,
  ],
  ['several values alone on their line do so too', '{{ a }} {{ b }}\n', `${' '.repeat(15)}\n`],
  ['Jinja', 'a {% if x %}b{% endif %} {# c #};', 'a           b                   ;'],
  ['ERB', 'a <%= b %> <% c %>;', 'a TTTTTTTT        ;'],
  ['what is never closed stays', 'a {{ b; {% c %}', 'a {{ b;        '],
];

for (const [what, text, expected] of MASKED) {
  test(`masks: ${what}`, () => {
    expect(maskTemplate(text)).toBe(expected);
    expect(maskTemplate(text)).toHaveLength(text.length);
  });
}

test('masks environment variables alone on their line, not nginx variables', () => {
  expect(maskVariableLines('  $REAL_IP;\n  $REAL_IP\n  ${EXTRA_1}\r\n  $remote_addr\n')).toBe(
    `  $REAL_IP;\n${' '.repeat(10)}\n${' '.repeat(13)}\n  $remote_addr\n`,
  );
});

for (const piece of ['{{', '{{ x }}', '<%', '{%}}', '\0 ', '  $X']) {
  test(`masks ${JSON.stringify(piece)} without end in linear time`, () => {
    maskTemplate(maskVariableLines(piece.repeat(400_000)));
  });
}
