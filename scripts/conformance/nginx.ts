import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { compareWithNginxConf } from './nginx/differential.ts';
import { compareEdgeCases } from './nginx/edge-cases.ts';
import { compareEmbedded } from './nginx/embedded.ts';
import { compareSent } from './nginx/oracle.ts';
import { compareProjects } from './nginx/projects.ts';
import { compareTrees } from './nginx/trees.ts';

const folder = process.argv[2] ?? join(import.meta.dirname, '../../../shared/conformance/nginx');
if (!existsSync(folder)) {
  process.stderr.write(`no conformance suite in ${folder}\n`);
  process.exit(2);
}
const comparisons = [
  compareTrees(folder),
  compareEdgeCases(folder),
  compareWithNginxConf(folder),
  compareSent(folder),
  compareProjects(folder),
  compareEmbedded(folder),
];

for (const { what, compared, differences } of comparisons) {
  for (const difference of differences) process.stdout.write(`${what}: ${difference}\n`);
  process.stdout.write(`${what}: ${compared} compared, ${differences.length} different\n`);
}
if (comparisons.some(({ differences }) => differences.length > 0)) process.exitCode = 1;
