import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { found, meshlint } from './run.ts';

const BEFORE = join(import.meta.dirname, '../../examples/gke-shop/before');

/** The article's example as it is full of traps, in a folder that may be changed; a project of its own. */
function example(): string {
  const folder = mkdtempSync(join(tmpdir(), 'meshlint-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(BEFORE, folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{}');
  return folder;
}

function rulesIn(folder: string): string[] {
  return [...new Set(found(folder, []).map((each) => each.replace(/.* /, '')))].toSorted();
}

/** What no draft can cure: words that are wrong have to be mended where they stand. */
const FOR_FIX: readonly string[] = [
  'alpha-annotation',
  'gateway-tls-secret',
  'gke-ingress-annotation',
  'global-static-ip',
  'http10-proxy-pass',
  'leftover-ingress',
  'load-balancer-ip',
  'metadata-server-entry',
  'misspelt-host',
  'mtls-http-probe',
];

test('drafts cure what is missing, and leave to --fix what is wrong', () => {
  const folder = example();
  expect(rulesIn(folder)).toEqual(
    [...FOR_FIX, 'missing-service-entry', 'namespace-injection'].toSorted(),
  );
  meshlint(folder, ['generate', '--out', 'istio/drafts']);
  expect(rulesIn(folder)).toEqual(FOR_FIX);
});

test('the example comes clean by --fix and generate alone', () => {
  const folder = example();
  expect(meshlint(folder, ['--quiet']).code).toBe(1);

  const fixed = meshlint(folder, ['--fix=unsafe', '-f', 'concise', '--quiet']);
  expect(fixed.code).toBe(1);
  expect(fixed.stdout.match(/\[[a-z0-9-]+\]/g)).toEqual(['[missing-service-entry]']);

  const drafted = meshlint(folder, ['generate', '--out', 'istio/drafts']);
  expect(drafted).toMatchObject({ code: 0, stdout: 'wrote istio/drafts/service-entries.yaml\n' });

  expect(found(folder, [])).toEqual([]);
  expect(meshlint(folder, []).code).toBe(0);
  expect(meshlint(folder, ['--fix=unsafe', '--diff']).stdout).toBe('');
  expect(meshlint(folder, ['generate']).stdout).toBe('');
});
