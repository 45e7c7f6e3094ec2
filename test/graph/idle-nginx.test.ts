import { expect, test } from 'vitest';
import { graphOf, withIdleNginx } from '../../src/graph/graph-of.ts';
import { meshOf, service } from '../mesh/mesh-of.ts';

const nginx = (host: string) => `http { server { location / { proxy_pass http://${host}; } } }`;
const shared = { 'api/nginx.conf': nginx('api.shop'), 'lost/nginx.conf': nginx('lost.shop.svc') };

/** The nginx of each environment, and all else that is drawn there. */
function drawn(isAsked: (file: string) => boolean): string[][] {
  const graphs = ['web', 'api', 'other'].map((name) =>
    graphOf(meshOf({ 'service.yaml': service(name, 'shop', [{ port: 80 }]), ...shared }, { name })),
  );
  return withIdleNginx(graphs, isAsked).map(({ nodes }) =>
    nodes.map(({ id }) => id).filter((id) => !id.startsWith('pods of')),
  );
}

test('nginx of no workload is drawn where it leads to something, else once', () => {
  expect(drawn(() => true)).toEqual([
    ['Service shop/web', 'nginx lost/nginx.conf', 'Service shop/lost'],
    ['Service shop/api', 'nginx api/nginx.conf'],
    ['Service shop/other'],
  ]);
});

test('it is left out where nobody asks about its file, with what is there for it alone', () => {
  expect(drawn((file) => file === 'service.yaml')).toEqual([
    ['Service shop/web'],
    ['Service shop/api'],
    ['Service shop/other'],
  ]);
});
