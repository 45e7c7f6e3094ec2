import { expect, test } from 'vitest';
import { summary } from '../../../src/report/terminal/summary.ts';
import { finding, placeOf, report } from '../sample.ts';

test('counts, what was read, what was skipped, environments, targets and assumptions', () => {
  const sources = new Map([['a.yaml', 'kind: Service']]);
  const place = placeOf(sources, 'a.yaml', 'Service');
  const written = summary(
    report(sources, [finding(place), finding(place, { severity: 'error' })], {
      hidden: 2,
      files: 40,
      resources: 1,
      skipped: [
        { file: 'chart/templates/a.yaml', reason: 'helm-template' },
        { file: 'b\n.yaml', reason: 'binary' },
      ],
      environments: [
        { name: 'overlays/prod', from: 'kustomization', files: 12 },
        { name: 'overlays/dev', from: 'kustomization', files: 1 },
      ],
      targets: {
        istio: { version: '1.20', from: 'image tag istio/pilot:1.20.3', place },
        kubernetes: { version: undefined, from: 'nothing tells' },
        nginx: { version: '1.25', from: '--nginx-version' },
      },
      migrating: 'assumed',
    }),
    false,
  );
  expect(written).toBe(`1 error, 1 warning, 0 info, 2 below --min-severity not shown
40 files with 1 resource read in 0.01 s
skipped: 1 Helm template (judged where helm is installed), 1 not text in UTF-8
  chart/templates/a.yaml (Helm template)
  b\\n.yaml (not text in UTF-8)
2 environments, each judged by itself:
  overlays/prod (kustomization, 12 files)
  overlays/dev (kustomization, 1 file)
judged for Istio 1.20 (image tag istio/pilot:1.20.3 in a.yaml:1), the newest Kubernetes (nothing tells), nginx 1.25 (--nginx-version)
nothing here speaks of a mesh, so all is judged as about to come under Istio (--migrating=no judges it as it is)
`);
});

test('a long list is cut', () => {
  const skipped = Array.from({ length: 25 }, (_, i) => ({ file: `${i}/a.yaml`, reason: 'binary' }));
  const written = summary(report(new Map(), [], { skipped }), false);
  expect(written).toContain('  and 20 more (all are in -f json)\n');
});

test('skipped files of one chart, of test data and of a folder are told together, most first', () => {
  const skipped = [
    { file: 'a/one.bin', reason: 'binary' },
    { file: 'charts/shop/templates/a.yaml', reason: 'helm-template' },
    { file: 'charts/shop/templates/web/b.yaml', reason: 'helm-template' },
    { file: 'pkg/testdata/x/a.yaml', reason: 'test-data' },
    { file: 'pkg/testdata/y/testdata/b.yaml', reason: 'test-data' },
    { file: 'pkg/testdata/c.yaml', reason: 'test-data' },
    { file: 'templates/a.yaml', reason: 'helm-template' },
    { file: 'templates/b.yaml', reason: 'helm-template' },
  ];
  expect(summary(report(new Map(), [], { skipped }), false)).toContain(`
skipped: 1 not text in UTF-8, 4 Helm templates (judged where helm is installed), 3 files of test data
  pkg/testdata (3 files of test data)
  charts/shop (2 Helm templates)
  . (2 Helm templates)
  a/one.bin (not text in UTF-8)
`);
});

test('targets of which the same is known are told together', () => {
  expect(summary(report(new Map(), []), false)).toContain(
    '\njudged for the newest Istio, Kubernetes and nginx (nothing tells)\n',
  );
});

test('plain files are no kind of environment', () => {
  const environments = [
    { name: 'a', from: 'folder', files: 2 },
    { name: 'b', from: 'chart', files: 1, rendered: true },
  ];
  expect(summary(report(new Map(), [], { environments }), false)).toContain(
    '  a (2 files)\n  b (rendered chart, 1 file)\n',
  );
});
