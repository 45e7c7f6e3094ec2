import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

// Compares the built program with Kiali's own cases. Many of its messages have no rule yet, so not all agree: fails where
// fewer do than were reached before, where something is said in a case that expects nothing and is not named here, and where
// a run gives no report.
// Usage: tsx scripts/conformance/kiali.ts

/** Cases that agree. To be raised with what is reached. */
const REACHED = 272;

/** Cases that expect nothing, and of which meshlint says something on purpose (docs/differences.md, `port-name-mismatch`). */
const DELIBERATE: readonly string[] = [
  // Kiali leaves out Services that its own wizard made; Istio reads their ports as all others.
  'go/services/port_mapping/port-name-bad-kiali-wizard',
  // Its pod has no proxy yet: a migration is what this linter is for.
  'go/services/port_mapping/port-name-bad-out-of-mesh',
];

interface Case {
  readonly id: string;
  readonly expected: readonly unknown[];
}

const shared = join(import.meta.dirname, '../../../shared/conformance');
const suite = join(shared, 'kiali');
const program = `${process.execPath} ${join(import.meta.dirname, '../../dist/cli.js')}`;
const { stdout, stderr } = spawnSync(
  process.execPath,
  [join(shared, 'run.mjs'), suite, '--meshlint', program],
  { encoding: 'utf8', maxBuffer: 1 << 28 },
);
const cases: readonly Case[] = JSON.parse(readFileSync(join(suite, 'cases.json'), 'utf8'));
const differing = new Set([...stdout.matchAll(/^differs (.+)$/gm)].map(([, id]) => id));
const agreeing = Number(/^(\d+)\/\d+ cases agree/m.exec(stdout)?.[1] ?? 0);
const talkative = cases
  .filter(({ id, expected }) => expected.length === 0 && differing.has(id))
  .map(({ id }) => id);
const silent = stdout.match(/^ +no report: .*$/gm) ?? [];
const problems = [
  ...(agreeing < REACHED ? [`only ${agreeing} cases agree, ${REACHED} did before`] : []),
  ...talkative.filter((id) => !DELIBERATE.includes(id)).map((id) => `says too much: ${id}`),
  ...silent,
];
const outdated = [
  ...(agreeing > REACHED ? [`${agreeing} cases agree: raise REACHED from ${REACHED}`] : []),
  ...DELIBERATE.filter((id) => !talkative.includes(id)).map((id) => `agrees by now: ${id}`),
];

process.stdout.write(`${stdout.trimEnd().split('\n').at(-1)}\n${stderr}`);
for (const line of [...problems, ...outdated]) process.stdout.write(`${line}\n`);
if (problems.length > 0) process.exitCode = 1;
