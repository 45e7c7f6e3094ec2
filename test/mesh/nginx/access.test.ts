import { expect, test } from 'vitest';
import { readNginxFile } from '../../../src/facts/nginx.ts';
import { accessLists } from '../../../src/mesh/nginx/access.ts';
import { blindLists } from '../../../src/mesh/nginx/client-address.ts';
import { type Configuration, configurationsOf } from '../../../src/mesh/nginx/configuration.ts';
import { deployment, meshOf, the } from '../mesh-of.ts';

function configurations(text: string): Configuration[] {
  const facts = readNginxFile('/etc/nginx/nginx.conf', text);
  return facts ? configurationsOf([{ path: '/etc/nginx/nginx.conf', text: facts.text }]) : [];
}

/** `rules @ ports < trusted` of each list. */
function lists(text: string): string[] {
  return configurations(text)
    .flatMap(accessLists)
    .map(({ rules, ports, trusted }) => {
      const written = rules.map(({ verdict, of }) => `${verdict} ${of.value}`).join(', ');
      return `${written} @ ${ports.join(' ')}${trusted.length > 0 ? ` < ${trusted.join(' ')}` : ''}`;
    });
}

test.each<[string, string, readonly string[]]>([
  [
    'each level has its own',
    'http { deny 1.2.3.4; server { listen 81; location / { allow 10.0.0.0/8; deny all; } } }',
    ['deny 1.2.3.4 @ 81', 'allow 10.0.0.0/8, deny all @ 81'],
  ],
  [
    'ports of all servers within, but loopback and sockets',
    `http { deny 1.2.3.4; server { listen [::]:82 ssl; listen 127.0.0.1:83; listen unix:/a.sock; }
     server { listen 10.0.0.1; } }`,
    ['deny 1.2.3.4 @ 82 80'],
  ],
  ['80 where nothing is written', 'http { server { deny 1.2.3.4; } }', ['deny 1.2.3.4 @ 80']],
  [
    'trusted proxies are inherited',
    'http { set_real_ip_from 10.0.0.1; server { location / { deny 1.2.3.4; } } }',
    ['deny 1.2.3.4 @ 80 < 10.0.0.1'],
  ],
  [
    'the nearest trusted proxies count',
    'http { set_real_ip_from 10.0.0.1; server { set_real_ip_from 127.0.0.6; deny 1.2.3.4; } }',
    ['deny 1.2.3.4 @ 80 < 127.0.0.6'],
  ],
  ['one condition of several', 'http { satisfy any; server { allow 10.0.0.1; deny all; } }', []],
  [
    'all conditions, said again',
    'http { satisfy any; server { satisfy all; deny 1.2.3.4; } }',
    ['deny 1.2.3.4 @ 80'],
  ],
  ['a file that is not there', 'http { server { include proxies.conf; deny 1.2.3.4; } }', []],
  ['a template', 'http { server { allow ${OFFICE}; deny all; } }', []],
  ['a fragment, around which there may be anything', 'location / { deny 1.2.3.4; }', []],
])('access lists: %s', (_, text, expected) => {
  expect(lists(text)).toEqual(expected);
});

function blind(text: string, annotations = {}, istioVersion = '1.20'): string[] {
  const containers = [{ name: 'nginx', ports: [{ containerPort: 80 }] }];
  const mesh = meshOf(deployment({ annotations, containers }), { istioVersion });
  const found = blindLists(configurations(`http { server { ${text} } }`), the(mesh, 'Workload'), {
    targets: mesh.targets,
    capturesInbound: (_, port) => port !== 9999,
  });
  return found.map(({ rule, outcome, trustsOthers }) => {
    return `${rule.of.value} ${outcome}${trustsOthers ? ', trusts others' : ''}`;
  });
}

test.each<[string, string, readonly string[]]>([
  ['a network is let in', 'allow 10.0.0.0/8; deny all;', ['10.0.0.0/8 nobody-in']],
  ['loopback alone is let in', 'allow 127.0.0.1; allow ::1; deny all;', []],
  ['all of loopback is let in', 'allow 127.0.0.0/8; deny all;', ['127.0.0.0/8 everybody-in']],
  ['the sidecar is let in', 'allow 127.0.0.6; deny all;', ['127.0.0.6 everybody-in']],
  ['one is kept out', 'deny 203.0.113.7; allow all;', ['203.0.113.7 nobody-out']],
  ['one is kept out, and no more is said', 'deny 203.0.113.7;', ['203.0.113.7 nobody-out']],
  ['everybody is kept out', 'deny all;', []],
  ['everybody is let in', 'allow all;', []],
  ['everybody is let in by number', 'allow 0.0.0.0/0; deny all;', []],
  ['only the socket is let in', 'allow unix:; deny all;', []],
  ['IPv6', 'allow 2001:db8::/32; deny all;', ['2001:db8::/32 nobody-in']],
  [
    'another proxy is trusted',
    'set_real_ip_from 10.0.0.0/8; allow 198.51.100.1; deny all;',
    ['198.51.100.1 nobody-in, trusts others'],
  ],
  ['the sidecar is trusted', 'set_real_ip_from 127.0.0.0/8; allow 198.51.100.1; deny all;', []],
  ['a port past the sidecar', 'listen 9999; allow 10.0.0.0/8; deny all;', []],
])('through the sidecar: %s', (_, text, expected) => {
  expect(blind(text)).toEqual(expected);
});

test('up to Istio 1.9 requests come from 127.0.0.1', () => {
  expect(blind('allow 127.0.0.1; deny all;', {}, '1.9')).toEqual(['127.0.0.1 everybody-in']);
});

test('TPROXY keeps the address of the client', () => {
  const annotations = { 'sidecar.istio.io/interceptionMode': 'TPROXY' };
  expect(blind('allow 10.0.0.0/8; deny all;', annotations)).toEqual([]);
});
