import { expect, test } from 'vitest';
import { networkCalls } from '../../../src/mesh/proxies/network-calls.ts';
import { deployment, meshOf, the } from '../mesh-of.ts';

const env = [
  { name: 'API', value: 'api:8080' },
  { name: 'DB', value: 'db.data' },
  { name: 'PORT', value: '5433' },
  { name: 'LATE', valueFrom: { secretKeyRef: { name: 'x', key: 'y' } } },
];

/** What a command calls: tool, host and port, with a `?` for what is not known and a `!` where it only connects. */
function calls(command: readonly string[]): string {
  const mesh = meshOf(deployment({ containers: [{ name: 'web', command, env }] }));
  const [container] = the(mesh, 'Workload').containers;
  return (container ? networkCalls(container) : [])
    .map(
      ({ tool, host = '?', port = '?', connectsOnly }) =>
        `${tool} ${host}:${port}${connectsOnly ? '!' : ''}`,
    )
    .join(', ');
}

const SCRIPTS: readonly (readonly [string, string])[] = [
  ['curl http://API.shop/x', 'curl api.shop:80'],
  ['curl -fsS --retry 3 https://u:p@example.com/x -o /tmp/x', 'curl example.com:443'],
  ['curl -s api:8080/ready', 'curl api:8080'],
  ['curl --version', ''],
  ['/usr/bin/wget -q http://${API}/x', 'wget api:8080'],
  ['wget http://$LATE/x', 'wget ?:?'],
  ['wget $LATE', 'wget ?:?'],
  ['until wget -qO- http://api:1; do sleep 2; done', 'wget api:1'],
  ['while ! curl http://a; do sleep 1; done; curl http://b', 'curl a:80, curl b:80'],
  [
    'STATUS=$(curl -s http://a | grep ok)\nif ! wget http://b; then exit 1; fi',
    'curl a:80, wget b:80',
  ],
  ['X=1 timeout 5s curl http://a', 'curl a:80'],
  ['echo curl http://a', ''],
  ['git clone --depth 1 https://github.com/acme/site.git /x', 'git github.com:443'],
  ['git checkout main', ''],
  ['nc -z -w 2 db 5432', 'nc db:5432!'],
  ['nc -zv $DB $PORT > /dev/null', 'nc db.data:5433!'],
  ['nc -z $LATE 5432', 'nc ?:?!'],
  ['nc -lk -p 8080', ''],
  ['nc -z 5432', ''],
  ['/wait-for-it.sh db:5432 -t 60 -- echo up', 'wait-for-it.sh db:5432!'],
  ['wait-for http://api:81/ready', 'wait-for api:81!'],
  ['dockerize -wait tcp://db:5432 -timeout 60s', 'dockerize db:5432!'],
  ['pg_isready -h db', 'pg_isready db:5432'],
  ['pg_isready --host=$DB --port=$PORT', 'pg_isready db.data:5433'],
  ['psql postgres://u:p@db:6000/x -c "select 1"', 'psql db:6000'],
  ['psql -c "select 1"', ''],
  ['mysqladmin ping -h db -P 3307', 'mysqladmin db:3307'],
  ['redis-cli -h cache ping', 'redis-cli cache:6379'],
  ['mongosh --host db:27018', 'mongosh db:27018'],
  ['gsutil cp gs://x/y /z', 'gsutil ?:?'],
  ['kubectl get pods', 'kubectl ?:?'],
  ['apk add --no-cache curl', 'apk ?:?'],
  ['apk info', ''],
  ['pip install -r x.txt', 'pip ?:?'],
  ['pip list', ''],
  ['nslookup db', ''],
  ['curl http://a || true', ''],
  ['wget http://a || exit 1', 'wget a:80'],
];

test.each(SCRIPTS)('%s', (script, expected) => {
  expect(calls(['sh', '-c', script])).toBe(expected);
});

test('words of a command that is no script', () => {
  expect(calls(['wget', '-O', '/x', 'http://$(API)/x'])).toBe('wget api:8080');
  expect(calls(['sh', '-c', 'true', 'wget http://a'])).toBe('wget a:80');
});
