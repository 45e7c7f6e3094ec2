import { expect, test } from 'vitest';
import { isComposePath, readComposeMounts } from '../../../src/facts/application/compose.ts';
import { parseOne } from '../../../src/parse/yaml/documents.ts';

const TEXT = `
services:
  web:
    volumes:
      - ./nginx/nginx.conf:/etc/nginx/nginx.conf:ro
      - conf.d/:/etc/nginx/conf.d
      - ../shared/x.conf:/x
      - ../../../outside:/x
      - data:/var/lib/data
      - /etc/hosts:/etc/hosts
      - \${PLACE}/x:/x
      - type: bind
        source: ./proxy.conf
        target: /p
configs:
  main:
    file: ./main.conf
`;

test('the files a compose file mounts are named from the project on', () => {
  const view = parseOne('deploy/dev/docker-compose.yml', TEXT).documents[0]?.root;
  expect(view && readComposeMounts('deploy/dev/docker-compose.yml', view)).toEqual([
    'deploy/dev/nginx/nginx.conf',
    'deploy/dev/conf.d',
    'deploy/shared/x.conf',
    'deploy/dev/proxy.conf',
    'deploy/dev/main.conf',
  ]);
});

test.each([
  ['docker-compose.yml', true],
  ['a/compose.prod.yaml', true],
  ['docker-compose-dev.yml', true],
  ['composer.yaml', false],
  ['compose.json', false],
])('%s: %s', (path, expected) => {
  expect(isComposePath(path)).toBe(expected);
});
