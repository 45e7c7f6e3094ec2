import { expect, test } from 'vitest';
import { type NginxDirective, readNginxFile, readNginxValue } from '../../src/facts/nginx.ts';
import { isNginxConfiguration } from '../../src/facts/nginx-configuration.ts';
import { readFacts } from '../../src/facts/read.ts';

const SERVER = 'server {\n  listen 80;\n  location / {\n    proxy_pass http://api;\n  }\n}\n';

const DECISIONS: readonly (readonly [name: string, text: string, isNginx: boolean])[] = [
  ['nginx.conf', SERVER, true],
  ['default.conf.template', SERVER, true],
  ['roles/web/templates/site.j2', SERVER, true],
  ['nginx/sites-available/shop', SERVER, true],
  ['proxy_params.conf', 'proxy_set_header Host $host;\n', true],
  ['nginx/nginx.conf', 'events {}\nhttp {\n  include conf.d/*.conf;\n}\n', true],
  ['one-line.conf', 'events {} http { server { listen 80; location / { return 200; } } }', true],
  ['server-block', SERVER, true],
  ['config', 'listen 80;\n', false],
  ['spark-defaults.conf', 'spark.master spark://master:7077\nspark.eventLog.enabled true\n', false],
  ['application.conf', 'http {\n  port = 8080\n  host = "0.0.0.0"\n}\n', false],
  ['redis.conf', 'bind 127.0.0.1\nport 6379\nsave 900 1\n', false],
  ['supervisord.conf', '[program:nginx]\ncommand=nginx -g "daemon off;"\n', false],
  ['000-default.conf', '<VirtualHost *:80>\n  ProxyPass / http://api/\n</VirtualHost>\n', false],
  ['named.conf', 'options {\n  directory "/var/bind";\n  listen-on port 53 { any; };\n};\n', false],
  ['fluent.conf', '<source>\n  @type forward\n</source>\n', false],
  ['haproxy.cfg', 'backend api\n  server api1 api:80 check\n', false],
  ['dovecot.conf', 'service auth {\n  unix_listener auth {\n  }\n}\n', false],
  ['start.sh', `cat > /etc/nginx/nginx.conf <<EOF\n${SERVER}EOF\n`, false],
  ['entrypoint', `#!/bin/sh\ncat > /etc/nginx/nginx.conf <<EOF\n${SERVER}EOF\n`, false],
  ['README.md', SERVER, false],
  ['app.js', 'server {\n listen 80;\n}\n', false],
  ['nginx.conf', '', false],
];

for (const [name, text, isNginx] of DECISIONS) {
  test(`${name} ${JSON.stringify(text.slice(0, 30))} is ${isNginx ? '' : 'not '}nginx`, () => {
    expect(isNginxConfiguration(name, text)).toBe(isNginx);
  });
}

for (const piece of [
  'listen ',
  '{listen ',
  '\n',
  ' ',
  'include ',
  'location a',
  'map a $b',
  'server x:',
]) {
  test(`decides on ${JSON.stringify(piece)} without end in linear time`, () => {
    isNginxConfiguration('a.conf', `;${piece.repeat(600_000)}`);
  });
}

function find(directives: readonly NginxDirective[], name: string): NginxDirective[] {
  return directives.flatMap((one) => [
    ...(one.name === name ? [one] : []),
    ...find(one.block ?? [], name),
  ]);
}

test('only directives that are asked for are kept', () => {
  const text = `user nginx;\n${SERVER.replace('listen', 'add_header A b;\n  listen')}`;
  const directives = readNginxFile('a.conf', text)?.text.directives ?? [];
  expect(find(directives, 'add_header')).toEqual([]);
  expect(find(directives, 'proxy_pass')).toHaveLength(1);
});

test('entries of a map are kept, unless there are too many to be hosts', () => {
  const map = (count: number) => `map $host $backend {\n${'  a b;\n'.repeat(count)}}\n${SERVER}`;
  const entries = (count: number) =>
    find(readNginxFile('a.conf', map(count))?.text.directives ?? [], 'map')[0]?.block?.length;
  expect([entries(2), entries(60), entries(61)]).toEqual([2, 60, undefined]);
});

test('what a template fills in is given as written, and what it breaks is no problem', () => {
  const text = `{{ if .x }}\n${SERVER.replace('//api;', '//{{ .host }}:{{ .port }};')}{{ else }}\n}{{ end }}`;
  const facts = readNginxFile('a.conf', text);
  expect(facts?.problems).toEqual([]);
  const [pass] = find(facts?.text.directives ?? [], 'proxy_pass');
  expect(pass?.args.map(({ value }) => value)).toEqual(['http://{{ .host }}:{{ .port }}']);
  expect(text.slice(pass?.args[0]?.at.start, pass?.args[0]?.at.end)).toBe(pass?.args[0]?.value);
});

test('a variable of envsubst alone on its line is no word of the next directive', () => {
  const facts = readNginxFile('a.conf', SERVER.replace('  listen', '  ${EXTRA}\n  listen'));
  expect(find(facts?.text.directives ?? [], 'listen')).toHaveLength(1);
});

test('errors are told where the text is nginx beyond doubt', () => {
  const broken = SERVER.replace('api;', 'api');
  const [problem] = readNginxFile('nginx.conf', broken)?.problems ?? [];
  expect(problem?.message).toBe('"proxy_pass" is not ended by ";"');
  expect(broken.slice(problem?.at.start, problem?.at.end)).toBe('http://api');
  expect(readNginxFile('odd.conf', 'root a;\nb }\n')?.problems).toEqual([]);
});

/** A text that stands in a file at `start`, its lines behind `indent` blanks. */
function placed(text: string, start: number, indent: number) {
  const lineOf = (index: number) => text.slice(0, index).split('\n').length;
  const offset = (index: number) => start + index + lineOf(index) * indent;
  return readNginxValue('default.conf', { text, offset }, { file: 'a.yaml', start, end: 999 });
}

test('lines can be put before a proxy_pass that starts its line in the file around', () => {
  const [pass] = find(placed(SERVER, 100, 4)?.text.directives ?? [], 'proxy_pass');
  expect(pass?.ownLine).toBe(true);
  expect(pass?.at.start).toBe(100 + SERVER.indexOf('proxy_pass') + 4 * 4);
});

test('no lines can be put before a proxy_pass that shares its line', () => {
  const text = SERVER.replace('{\n    proxy_pass', '{ proxy_pass');
  expect(find(readNginxFile('a.conf', text)?.text.directives ?? [], 'proxy_pass')[0]?.ownLine).toBe(
    undefined,
  );
});

const WRITTEN: readonly (readonly [string, string, boolean])[] = [
  ['a heredoc', `COPY <<EOF /etc/nginx/conf.d/default.conf\n${SERVER}\nEOF\n`, true],
  [
    'a heredoc of a command',
    `RUN cat <<'EOF' > /etc/nginx/conf.d/default.conf\n${SERVER}\nEOF\n`,
    true,
  ],
  [
    'quotes over several lines',
    `RUN echo '${SERVER.replaceAll('\n', '\\n\\\n')}' > /etc/nginx/conf.d/default.conf\n`,
    false,
  ],
];

for (const [name, text, expected] of WRITTEN) {
  test(`lines are put into what a Dockerfile writes by ${name}: ${expected}`, () => {
    const { nginx } = readFacts('Dockerfile', `FROM nginx:1.25\n${text}`);
    const passes = nginx.flatMap(({ directives }) => find(directives, 'proxy_pass'));
    expect(passes.map(({ ownLine }) => ownLine === true)).toEqual([expected]);
  });
}
