import { expect, test } from 'vitest';
import type { HostMention } from '../../../src/facts/application/host-mention.ts';
import {
  hostsInCommand,
  hostsInConfigText,
  hostsInVariable,
  readHostMentions,
} from '../../../src/facts/application/hosts-in-text.ts';

/** `scheme://host:port` of each mention, without what is absent. */
function shown(mentions: readonly HostMention[]): string[] {
  return mentions.map(
    ({ host, port, scheme }) =>
      `${scheme === undefined ? '' : `${scheme}://`}${host}${port === undefined ? '' : `:${port}`}`,
  );
}

function located(value: string, start = 100) {
  return { value, at: { file: 'a.yaml', start, end: start + value.length } };
}

const VARIABLES: readonly (readonly [name: string, value: string, hosts: readonly string[]])[] = [
  ['TIME_API', 'http://worldclockapi.com/api/json', ['http://worldclockapi.com:80']],
  ['X', 'HTTPS://API.Example.ORG.:8443/x', ['https://api.example.org:8443']],
  ['REDIS_URL', 'cache.prod.internal:6379', ['cache.prod.internal:6379']],
  ['NOTE', 'cache.prod.internal:6379', []],
  ['redisHost', '10.20.0.3', ['10.20.0.3']],
  ['DB_HOST', 'postgres', []],
  ['DB_ADDR', 'postgres:5432', ['postgres:5432']],
  ['KAFKA_BROKERS', 'b1.kafka.io:9092, b2.kafka.io:9093', ['b1.kafka.io:9092', 'b2.kafka.io:9093']],
  [
    'MONGO',
    'mongodb://me:p%40ss@m1.db.net:27017,m2.db.net/shop?replicaSet=a',
    ['mongodb://m1.db.net:27017', 'mongodb://m2.db.net:27017'],
  ],
  ['MONGO', 'mongodb+srv://me:pass@cluster.db.net/shop', ['mongodb+srv://cluster.db.net']],
  ['JDBC', 'jdbc:postgresql://db.corp.net/app', ['postgresql://db.corp.net:5432']],
  ['DB_DSN', 'me:pass@tcp(db.corp.net:3306)/app', ['db.corp.net:3306']],
  ['ORACLE_URL', 'jdbc:oracle:thin:@ora.corp.net:1521:orcl', ['ora.corp.net:1521']],
  ['DATABASE_URL', 'host=db.corp.net port=5432 user=a', ['db.corp.net']],
  ['SQL_SERVER', 'Server=tcp:x.database.windows.net;Database=a', ['x.database.windows.net']],
  ['API_URL', 'https://$(API_HOST)/v1', []],
  ['API_URL', 'https://${REGION}.api.net/v1', []],
  ['API_URL', 'https://{{ .Values.host }}/v1', []],
  ['API_URL', 'https://api.net:$(PORT)/v1', ['https://api.net']],
  ['API_URL', 'https://api.net/{{ .Values.path }}', ['https://api.net:443']],
  ['CONFIG_URL', 'file:///etc/x', []],
  ['SOCKET', 'unix:///var/run/x.sock', []],
  ['GIT_URL', 'git+ssh://git@git.corp.net/x', ['git+ssh://git.corp.net']],
  ['SCOPE_LIST', 'https://www.googleapis.com/auth/cloud-platform', []],
  ['PERMISSION', 'https://www.googleapis.com/auth/cloud-platform', []],
  ['API', 'https://www.googleapis.com/storage/v1', ['https://www.googleapis.com:443']],
  ['ALLOWED_HOSTS', 'shop.net,www.shop.net', []],
  ['ALLOWED_ORIGINS', 'https://shop.net', []],
  ['CORS_ALLOW_ORIGIN', 'https://shop.net', []],
  ['SESSION_COOKIE_DOMAIN', 'shop.net', []],
  ['APP_ROOT_URL', 'https://api.shop.net', []],
  ['WEB_APP_URL', 'https://shop.net', []],
  ['OAUTH_REDIRECT_URI', 'https://shop.net/callback', []],
  ['METRICS_DOMAIN', 'knative.dev/serving', []],
  ['NO_PROXY', 'a.net,b.net', []],
  ['BASE_IMAGE', 'https://registry.corp.net/app', []],
  ['API_BASE_URL', 'https://api.corp.net', ['https://api.corp.net:443']],
  ['CONFIG_HOST', 'settings.yaml', []],
  ['X', '://///@@@:::', []],
];

test.each(VARIABLES)('a variable %s=%s names %j', (name, value, hosts) => {
  expect(shown(hostsInVariable(name, located(value)))).toEqual(hosts);
});

test('the place is the host itself', () => {
  const [mention] = hostsInVariable('A_URL', located('https://me@api.net:8443/x', 50));
  expect(mention?.at).toEqual({ file: 'a.yaml', start: 61, end: 68 });
});

test('where a scalar is not written as it reads, the place is all of it', () => {
  const at = { file: 'a.yaml', start: 10, end: 90 };
  const [mention] = hostsInVariable('A_URL', { value: 'https://api.net/', at });
  expect(mention?.at).toEqual(at);
});

const COMMANDS: readonly (readonly [words: readonly string[], hosts: readonly string[]])[] = [
  [['curl', '-s', 'https://api.net/x'], ['https://api.net:443']],
  [['app', '--redis-addr=cache.net:6379'], ['cache.net:6379']],
  [['app', '--redis-addr', 'cache.net:6379'], ['cache.net:6379']],
  [['app', '--name', 'cache.net:6379'], []],
  [['oauth2-proxy', '--redirect-url=https://shop.net/cb', '--cookie-domain=shop.net'], []],
  [
    ['sh', '-c', 'pip install -i https://pip.corp.net/simple x && ./run'],
    ['https://pip.corp.net:443'],
  ],
  [
    ['sh', '-c', '# see https://docs.net\ncurl https://api.net\necho see https://a.net\n'],
    ['https://api.net:443'],
  ],
  [['sh', '-c', 'echo $(curl http://a.net) > x'], ['http://a.net:80']],
];

test.each(COMMANDS)('the command %j names %j', (words, hosts) => {
  expect(shown(hostsInCommand(words.map((word) => located(word))))).toEqual(hosts);
});

const TEXTS: readonly (readonly [key: string, text: string, hosts: readonly string[]])[] = [
  [
    'app.yaml',
    'a:\n  # https://doc.net\n  url: https://api.net/v1 # https://x.net\n',
    ['https://api.net:443'],
  ],
  ['app.yaml', 'redis:\n  host: cache.net\n', ['cache.net']],
  [
    'app.yaml',
    'brokers:\n  - b1.net:9092\n  - b2.net:9092\nlabels:\n  - c.net/x\n',
    ['b1.net:9092', 'b2.net:9092'],
  ],
  ['app.yaml', 'cors:\n  allowedOrigins:\n    - https://shop.net\n', []],
  ['app.yaml', 'application.instanceLabelKey: argocd.argoproj.io/instance\nb: 1\n', []],
  [
    'app.properties',
    'oauth.token.endpoint.uri=https://auth.net/token\n! x\n',
    ['https://auth.net:443'],
  ],
  ['app.ini', '; https://doc.net\nurl = https://api.net\n', ['https://api.net:443']],
  [
    'app.json',
    '{"$schema":"https://json-schema.org/x","urls":["https://a.net","https://b.net"],"redirectUri":"https://c.net"}',
    ['https://a.net:443', 'https://b.net:443'],
  ],
  ['app.json', '{"description": "see https://a.net", "host": "b.net", "port": 80}', ['b.net']],
  ['dash.json', '{"panels": [{"url": "https://a.net"}]}', []],
  [
    'beans.xml',
    '<?xml version="1.0"?>\n<!DOCTYPE a "http://dtd.net/a">\n<a xmlns="http://names.net/x"\n  xsi:schemaLocation="http://n.net/x http://n.net/y.xsd">\n<!-- http://c.net -->\n<url>https://api.net/</url></a>',
    ['https://api.net:443'],
  ],
  [
    'logo',
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:f="http://www.figma.com/figma/ns">\n<a href="http://a.net"/></svg>',
    [],
  ],
  [
    'run.sh',
    '#!/bin/sh\n# https://doc.net\nAPI_URL="https://api.net"\nwget http://files.net/x\n',
    ['https://api.net:443', 'http://files.net:80'],
  ],
  ['init.sql', '-- http://doc.net\n# http://www.apache.org/licenses/LICENSE-2.0\nselect 1;\n', []],
  [
    'index.js',
    '// https://doc.net\nfetch("https://api.net"); // https://x.net\n',
    ['https://api.net:443'],
  ],
  [
    'load.py',
    '# https://doc.net\nhost = self.environment.host\nurl = "https://api.net"\n',
    ['https://api.net:443'],
  ],
  ['webhook', 'https://hooks.net/x', ['https://hooks.net:443']],
  ['REDIS_HOST', '10.0.0.3\n', ['10.0.0.3']],
  ['url', 'https://argocd.shop.net', ['https://argocd.shop.net:443']],
  ['ca.pem', '-----BEGIN CERTIFICATE-----\nhttp://a.net\n', []],
];

test.each(TEXTS)('the text of %s, %j, names %j', (key, text, hosts) => {
  expect(shown(hostsInConfigText(key, text, (index) => index, 'a.yaml'))).toEqual(hosts);
});

test('a host that is named twice is mentioned where it is first named', () => {
  const text = 'http://a.net http://a.net https://a.net';
  const mentions = readHostMentions(text, (index) => index, 'f');
  expect(mentions.map(({ at }) => at.start)).toEqual([7, 34]);
});

test.each([
  ['many separators', '://'.repeat(100_000)],
  ['a scheme without end', 'a'.repeat(300_000)],
  ['an authority without end', `http://${'a.'.repeat(150_000)}`],
  ['open braces', `http://${'{{'.repeat(100_000)}`],
  ['many open template marks', 'a://${'.repeat(50_000)],
  ['quotes', '"'.repeat(300_000)],
  ['XML openings', '<!-- <'.repeat(50_000)],
  ['blanks', `a: ${' '.repeat(290_000)}x`],
])('hostile text is read in linear time: %s', (_, text) => {
  for (const key of ['a.yaml', 'a.json', 'a.xml', 'a.sh', 'a.js', 'URL']) {
    hostsInConfigText(key, text, (index) => index, 'f');
  }
  hostsInVariable('A_URL', located(text));
  hostsInCommand([located(text)]);
});
