import { expect, test } from 'vitest';
import { folderWith, found, meshlint } from './run.ts';

const service = (port: number) => `apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec:
  selector: {app: web}
  ports:
    - {name: http, port: ${port}}
`;
const NETWORKS = `networks:
  inside:
    endpoints:
      - fromRegistry: kubernetes
`;

test('clusters are compared with one another', () => {
  const folder = folderWith({ 'east.yaml': service(80), 'west.yaml': service(81) });
  const clusters = ['--cluster', 'east=east.yaml', '--cluster', 'west=west.yaml'];
  const only = ['--only', 'inconsistent-service'];
  expect(found(folder, [...clusters, ...only])).toEqual([
    'east.yaml:3 inconsistent-service',
    'west.yaml:3 inconsistent-service',
  ]);
  expect(found(folder, only)).toEqual([]);
});

test('networks are read and reported on', () => {
  const folder = folderWith({ 'web.yaml': service(80), 'networks.txt': NETWORKS });
  expect(found(folder, ['web.yaml', '--mesh-networks', 'networks.txt'])).toContain(
    'networks.txt:4 unknown-registry',
  );
});

test('networks that are not there', () => {
  const folder = folderWith({ 'web.yaml': service(80) });
  const { code, stderr } = meshlint(folder, ['--mesh-networks', 'missing.yaml']);
  expect(code).toBe(2);
  expect(stderr).toContain('missing.yaml');
});
