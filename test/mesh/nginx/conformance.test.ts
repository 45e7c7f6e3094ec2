import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compareWithNginxConf } from '../../../scripts/conformance/nginx/differential.ts';
import { compareEdgeCases } from '../../../scripts/conformance/nginx/edge-cases.ts';
import { compareEmbedded } from '../../../scripts/conformance/nginx/embedded.ts';
import { compareSent } from '../../../scripts/conformance/nginx/oracle.ts';
import { compareProjects } from '../../../scripts/conformance/nginx/projects.ts';
import { compareTrees } from '../../../scripts/conformance/nginx/trees.ts';

const FOLDER = join(import.meta.dirname, '../../../../shared/conformance/nginx');
const absent = !existsSync(FOLDER);
const note = absent ? ' (skipped: no ../shared)' : '';

for (const [name, compare, least] of [
  ['trees and places are those of nginx', compareTrees, 368],
  ['edge cases are judged as nginx does', compareEdgeCases, 105],
  ['differences from nginx-conf are the known ones', compareWithNginxConf, 368],
  ['what proxy_pass sends is what nginx sends', compareSent, 582],
  ['so it is over several files', compareProjects, 84],
  ['places in YAML are exact', compareEmbedded, 31],
] as const) {
  test.skipIf(absent)(`${name}${note}`, { timeout: 60_000 }, () => {
    const { compared, differences } = compare(FOLDER);
    expect(differences).toEqual([]);
    expect(compared).toBeGreaterThanOrEqual(least);
  });
}
