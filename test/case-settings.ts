import assert from 'node:assert/strict';
import { parseArgs } from 'node:util';
import type { LintSettings } from '../src/lint.ts';

const MIGRATING = ['auto', 'yes', 'no'] as const;

/** What the first line of a case may set: `# meshlint: --istio-version 1.4 --migrating=yes`. */
export function caseSettings(texts: readonly string[]): LintSettings {
  const values = writtenSettings(texts);
  const migrating = MIGRATING.find((word) => word === values.migrating);
  assert.ok(migrating, `--migrating=${values.migrating}`);
  return {
    migrating,
    complete: values.complete,
    severities: new Map(),
    ...(values['istio-version'] && { istioVersion: values['istio-version'] }),
    ...(values['kubernetes-version'] && { kubernetesVersion: values['kubernetes-version'] }),
    ...(values['nginx-version'] && { nginxVersion: values['nginx-version'] }),
    ...(values.namespace && { namespace: values.namespace }),
  };
}

/** The clusters that `--cluster east=east` in that line names. */
export function caseClusters(texts: readonly string[]): { name: string; path: string }[] {
  return writtenSettings(texts).cluster.map((cluster) => {
    const [name = '', path = ''] = cluster.split('=');
    return { name, path };
  });
}

function writtenSettings(texts: readonly string[]) {
  const line = texts.map((text) => /^# meshlint: (.*)/.exec(text)?.[1]).find(Boolean) ?? '';
  const { values } = parseArgs({
    args: line.split(' ').filter(Boolean),
    options: {
      'istio-version': { type: 'string' },
      'kubernetes-version': { type: 'string' },
      'nginx-version': { type: 'string' },
      namespace: { type: 'string' },
      migrating: { type: 'string', default: 'no' },
      complete: { type: 'boolean', default: false },
      cluster: { type: 'string', multiple: true, default: [] },
    },
  });
  return values;
}
