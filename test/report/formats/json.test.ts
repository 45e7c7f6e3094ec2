import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { fingerprints, fingerprintsOf } from '../../../src/report/fingerprint.ts';
import { json } from '../../../src/report/formats/json.ts';
import type { ReportedFinding } from '../../../src/report/report.ts';
import { finding, placeOf, report } from '../sample.ts';

const SCHEMA = join(import.meta.dirname, '../../../schemas/report.schema.json');
const isValid = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync(SCHEMA, 'utf8')),
);

test('every part of a report is as the schema says', () => {
  const sources = new Map([['a.yaml', 'kind: Service\nport: 80\n']]);
  const place = placeOf(sources, 'a.yaml', 'port: 80');
  const resource = { apiVersion: 'v1', kind: 'Service', namespace: '', name: 'x', type: 'Service' };
  const written = json(
    report(
      sources,
      [
        finding(place, {
          resource,
          related: [{ message: 'there', place }],
          fix: { title: 'Name it', safe: false, edits: [{ text: 'name: http', place }] },
        }),
      ],
      {
        skipped: [{ file: 'b.yaml', reason: 'binary' }],
        environments: [{ name: '.', from: 'folder', files: 3 }],
        targets: {
          istio: { version: '1.20', from: 'image', place },
          kubernetes: { version: '1.30.1', from: '--kubernetes-version' },
          nginx: { version: undefined, from: 'nothing tells' },
        },
      },
    ),
    false,
  );
  const content = JSON.parse(written);
  isValid(content);
  expect(isValid.errors).toBe(null);
  expect(content.targets.istio).toEqual({ version: '1.20', from: 'a.yaml:2' });
  expect(content.targets.nginx).toEqual({ version: null, from: 'nothing tells' });
  expect(content.findings[0]).toMatchObject({
    codes: ['IST0118'],
    start: { line: 2, column: 1 },
    end: { line: 2, column: 9 },
    resource: { apiVersion: 'v1', kind: 'Service', namespace: '', name: 'x' },
  });
  expect(content.summary).toMatchObject({ warnings: 1, errors: 0, fixable: 1, milliseconds: 12 });
});

test('control characters come as escapes, and read back as they were', () => {
  const message = 'a\u001b\u009b\u202e\u200b\u007f\u{e0041}\ud800"\\';
  const sources = new Map([['a.yaml', 'x']]);
  const written = json(
    report(sources, [finding(placeOf(sources, 'a.yaml', 'x'), { message })]),
    false,
  );
  expect(written).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
  expect(JSON.parse(written).findings[0].message).toBe(message);
});

test('a fingerprint knows no line, and tells equal findings apart', () => {
  const sources = new Map([['a.yaml', 'a: 1\nb: 2\n']]);
  const one = finding(placeOf(sources, 'a.yaml', 'a'));
  const moved = finding(placeOf(sources, 'a.yaml', 'b'));
  const of = (findings: ReportedFinding[]): string[] => fingerprintsOf(report(sources, findings));
  const [first, second] = of([one, moved]);
  expect(of([moved])).toEqual([first]);
  expect(second).not.toBe(first);
  expect(of([{ ...one, message: 'other' }])).not.toEqual([first]);
  expect(first).toMatch(/^[0-9a-f]{32}$/);
});

test('a fingerprint is the same from every folder, and for every version of an API', () => {
  const resource = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name: 'web' };
  const identity = { rule: 'a', message: 'b', file: 'k8s/web.yaml', resource };
  const [name] = fingerprints([identity]);
  expect(fingerprints([{ ...identity, resource: { ...resource, apiVersion: 'apps/v2' } }])).toEqual(
    [name],
  );
  expect(
    fingerprints([{ ...identity, resource: { ...resource, apiVersion: 'x/v1' } }]),
  ).not.toEqual([name]);
  const sources = new Map([
    ['a.yaml', 'a'],
    ['k8s/a.yaml', 'a'],
  ]);
  const above = report(sources, [finding(placeOf(sources, 'k8s/a.yaml', 'a'))]);
  const below = report(sources, [finding(placeOf(sources, 'a.yaml', 'a'))], {
    location: { currentDirectory: '/home/shop/k8s', root: '/home/shop', links: new Map() },
  });
  expect(fingerprintsOf(below)).toEqual(fingerprintsOf(above));
});
