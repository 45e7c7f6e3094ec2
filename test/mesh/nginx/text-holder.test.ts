import { expect, test } from 'vitest';
import { answerTextHolder } from '../../../src/mesh/nginx/text-holder.ts';
import { documents, meshOf } from '../mesh-of.ts';

const CONF = 'server { location / { proxy_pass http://api; } }';

function configMap(name: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n  nginx.conf: |\n    ${CONF}\n`;
}

const SECRET = `apiVersion: v1\nkind: Secret\nmetadata:\n  name: hidden\nstringData:\n  nginx.conf: |\n    ${CONF}\n`;

test('nginx configuration in a ConfigMap or a Secret is held by it, a file of its own by nothing', () => {
  const yaml = documents(configMap('first'), configMap('second'), SECRET);
  const mesh = meshOf({ 'all.yaml': yaml, 'web/nginx.conf': CONF });
  const holder = answerTextHolder(mesh);
  const starts = [...yaml.matchAll(/http:\/\/api/g)].map(({ index }) => index);
  const named = starts.map((start) => holder({ file: 'all.yaml', start, end: start + 10 })?.name);
  expect(named).toEqual(['first', 'second', 'hidden']);
  const start = CONF.indexOf('http:');
  expect(holder({ file: 'web/nginx.conf', start, end: start + 10 })).toBeUndefined();
  expect(holder({ file: 'all.yaml', start: 0, end: 5 })).toBeUndefined();
});
