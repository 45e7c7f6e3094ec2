import { expect, test } from 'vitest';
import { readNginxFile } from '../../../src/facts/nginx.ts';
import { configurationsOf } from '../../../src/mesh/nginx/configuration.ts';
import { fitOfImage } from '../../../src/mesh/nginx/dockerfiles.ts';
import { type ProxyPass, proxyPasses } from '../../../src/mesh/nginx/proxy-pass.ts';
import { nginxOfImage, nginxOfTarget } from '../../../src/mesh/nginx/version.ts';

/** What nginx sends by these files, given by their paths. */
function passes(files: Readonly<Record<string, string>>): ProxyPass[] {
  const placed = Object.entries(files).flatMap(([path, text]) => {
    const facts = readNginxFile(path, text);
    return facts ? [{ path, text: facts.text }] : [];
  });
  return configurationsOf(placed).flatMap(proxyPasses);
}

function shown({ kind, targets, httpVersion, host, unknownVersion }: ProxyPass): string {
  const places = targets.map((target) => `${target.host}:${target.port}`).join(' ');
  const version = unknownVersion === undefined ? (httpVersion?.value ?? 'none') : 'unknown';
  return `${kind} ${places}, version ${version}, Host ${host.value}`.replace('  ', ' ');
}

const SENT: readonly (readonly [what: string, text: string, expected: readonly string[]])[] = [
  [
    'the nearest level wins',
    `http { proxy_http_version 1.1; server { location / { proxy_pass http://a;
      location /b { proxy_http_version 1.0; proxy_pass http://b:81; } } } }`,
    ['literal a:80, version 1.1, Host a', 'literal b:81, version 1.0, Host b:81'],
  ],
  [
    'headers are inherited all or not at all',
    `server { proxy_set_header Host $host;
      location /a { proxy_pass http://a; }
      location /b { proxy_set_header X-Y z; proxy_pass http://b; } }`,
    ['literal a:80, version none, Host $host', 'literal b:80, version none, Host b'],
  ],
  [
    'a condition inherits from its location',
    `server { location / { proxy_set_header HOST x; proxy_http_version 1.1;
      if ($arg_a) { proxy_pass http://a; } limit_except GET { proxy_pass http://b; } } }`,
    ['literal a:80, version 1.1, Host x', 'literal b:80, version 1.1, Host x'],
  ],
  [
    'an upstream block has its servers, and gives its name',
    `upstream back { server a.shop:8080 weight=2; server 10.0.0.1; server unix:/a.sock; }
     server { location / { proxy_pass http://back/x; } }`,
    ['upstream a.shop:8080 10.0.0.1:80, version none, Host back'],
  ],
  [
    'loopback and sockets stay in the pod',
    `upstream back { server 127.0.0.1:81; server [::1]:82; }
     upstream sock { server unix:/a.sock; }
     server { location / { proxy_pass http://back; } location /b { proxy_pass http://unix:/b.sock:/; }
     location /c { proxy_pass http://sock; } location /d { proxy_pass http://LOCALHOST:1; } }`,
    [
      'loopback 127.0.0.1:81 ::1:82, version none, Host back',
      'unix , version none, Host localhost',
      'unix , version none, Host sock',
      'loopback localhost:1, version none, Host LOCALHOST:1',
    ].map((line) => line.replace('unix ,', 'unix ,')),
  ],
  [
    'variables that set makes constant are filled in',
    `server { set $ns shop; set $up http://api.$ns.svc:8080;
      location / { proxy_pass $up$request_uri; }
      location /b { set $up http://b; proxy_pass $up; }
      location /c { proxy_pass http://$arg_x; }
      location /d { proxy_pass http://\${API_HOST}:8080; } }`,
    [
      'variable api.shop.svc:8080, version none, Host api.shop.svc:8080',
      'variable b:80, version none, Host b',
      'unknown , version none, Host $proxy_host',
      'unknown , version none, Host $proxy_host',
    ],
  ],
  [
    'what is set under a condition may be',
    `server { set $pool a; if ($arg_b) { set $pool b; } location / { proxy_pass http://$pool; } }`,
    ['variable a:80 b:80, version none, Host $proxy_host'],
  ],
  [
    'a map gives all its values',
    `map $arg_x $pool { default a; y b; } server { location / { proxy_pass http://$pool:81/; } }`,
    ['variable a:81 b:81, version none, Host $proxy_host'],
  ],
  [
    'a map without default may give nothing',
    `map $arg_x $pool { y b; } server { location / { proxy_pass http://$pool; } }`,
    ['unknown b:80, version none, Host $proxy_host'],
  ],
  [
    'variables of variables end somewhere',
    `server { set $a $b; set $b $a; location / { proxy_pass http://$a; } }`,
    ['unknown , version none, Host $proxy_host'],
  ],
  [
    'streams are no HTTP',
    `stream { server { listen 1; proxy_pass a:1; } } http { server { location / { grpc_pass a:1; } } }`,
    [],
  ],
  [
    'an include that is not there may set the version',
    `http { server { location / { include extra.conf; proxy_pass http://a; }
      location /b { include extra.conf; proxy_http_version 1.1; proxy_pass http://b; }
      location /c { include mime.types; proxy_pass http://c; }
      location /d { include extra/*.conf; proxy_pass http://d; } } }`,
    [
      'literal a:80, version unknown, Host a',
      'literal b:80, version 1.1, Host b',
      'literal c:80, version none, Host c',
      'literal d:80, version none, Host d',
    ],
  ],
  [
    'a bare location has something around it',
    'location / { proxy_pass http://a; }',
    ['literal a:80, version unknown, Host a'],
  ],
  [
    'a server is in the http block of the image',
    'server { location / { proxy_pass http://a; } }',
    ['literal a:80, version none, Host a'],
  ],
];

for (const [what, text, expected] of SENT) {
  test(what, () => {
    const lines = passes({ 'a.conf': text }).map(shown);
    expect(lines).toEqual(expected.map((line) => line.replace(' ,', ' ,')));
  });
}

const LOCATION = 'location / { proxy_pass http://a; }\n';

const INCLUDES: readonly (readonly [
  what: string,
  files: Readonly<Record<string, string>>,
  expected: readonly string[],
])[] = [
  [
    'paths are relative to the main file, in included files too',
    {
      '/etc/nginx/nginx.conf': 'events {} http { proxy_http_version 1.1; include conf.d/*.conf; }',
      '/etc/nginx/conf.d/a.conf': 'server { include parts/a.conf; }',
      '/etc/nginx/parts/a.conf': LOCATION,
    },
    ['1.1'],
  ],
  [
    'in a repository, the folder of the main file stands for that of the image',
    {
      'web/nginx.conf':
        'events {} http { proxy_http_version 1.1; include /etc/nginx/conf.d/*.conf; }',
      'web/conf.d/a.conf': `server { ${LOCATION} }`,
    },
    ['1.1'],
  ],
  [
    'a pattern does not go into folders',
    {
      '/etc/nginx/nginx.conf': 'events {} http { proxy_http_version 1.1; include conf.d/*; }',
      '/etc/nginx/conf.d/deeper/a.conf': `server { ${LOCATION} }`,
    },
    ['unknown'],
  ],
  [
    'a file that includes itself ends',
    { '/etc/nginx/nginx.conf': `events {} http { server { ${LOCATION} include nginx.conf; } }` },
    ['unknown'],
  ],
];

for (const [what, files, expected] of INCLUDES) {
  test(`include: ${what}`, () => {
    const versions = passes(files).map(({ httpVersion, unknownVersion }) =>
      unknownVersion === undefined ? httpVersion?.value : 'unknown',
    );
    expect([...new Set(versions)]).toEqual(expected);
  });
}

const IMAGES: readonly (readonly [image: string, expected: string])[] = [
  ['nginx:1.25-alpine', '1.0'],
  ['nginx:1.29.6', '1.0'],
  ['nginx:1.29.7-perl', '1.1'],
  ['nginx:1.29', 'unknown'],
  ['nginx:1.30', '1.1'],
  ['nginx:1.30.0@sha256:0123', '1.1'],
  ['nginx', 'unknown'],
  ['nginx:1', 'unknown'],
  ['nginx:stable-alpine', 'unknown'],
  ['nginx@sha256:0123', 'unknown'],
  ['nginx:${TAG}', 'unknown'],
  ['localhost:5000/library/nginx:1.15', '1.0'],
  ['docker.io/nginxinc/nginx-unprivileged:1.29.7', '1.1'],
  ['bitnami/nginx:1.27.4-debian-12-r5', '1.0'],
  ['openresty/openresty:1.21.4.1-0-bionic', '1.0'],
  ['nginx/nginx-prometheus-exporter:1.4.0', 'other'],
  ['example.com/my-nginx:1.2', 'other'],
  ['registry.k8s.io/ingress-nginx/controller:v1.9.0', 'other'],
];

for (const [image, expected] of IMAGES) {
  test(`image ${image} defaults to ${expected}`, () => {
    const nginx = nginxOfImage(image);
    expect(nginx === 'other' ? nginx : (nginx.httpVersion ?? 'unknown')).toBe(expected);
  });
}

test('the user tells the version of all nginx', () => {
  expect(nginxOfTarget({ version: '1.25', from: '--nginx-version 1.25' })?.httpVersion).toBe('1.0');
  expect(nginxOfTarget({ version: '1.31.5', from: '' })?.httpVersion).toBe('1.1');
  expect(nginxOfTarget({ version: undefined, from: '' })).toBe(undefined);
});

const FITS: readonly (readonly [image: string, dockerfile: string, fit: number])[] = [
  ['shop/frontend:latest', 'src/frontend/Dockerfile', 3],
  ['frontend', 'docker/Dockerfile.frontend', 3],
  ['gnomad-browser', 'docker/browser/browser.dockerfile', 2],
  ['localhost:5000/rs-web@sha256:01', 'web/Dockerfile', 2],
  ['frontend', 'src/shop-frontend/Dockerfile', 1],
  ['config_ui', 'config-ui/Dockerfile', 3],
  ['api', 'web/Dockerfile', 0],
  ['webapp', 'web/Dockerfile', 0],
  ['web', 'Dockerfile', 0],
];

for (const [image, dockerfile, fit] of FITS) {
  test(`${image} fits ${dockerfile}: ${fit}`, () => {
    expect(fitOfImage(image, dockerfile)).toBe(fit);
  });
}
