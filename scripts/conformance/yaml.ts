import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { compareFile, falseSkips, newComparison } from '../../test/parse/yaml-oracle.ts';

// Reads every YAML file below the given folders with the linter's own reader and with the package `yaml`, and prints
// every difference: values, key offsets, value ranges, and documents that the prescan passes over wrongly. Fails where
// there is no file to read, too.
// Usage: tsx scripts/conformance/yaml.ts <folder>...

const comparison = newComparison();
let files = 0;
const wrongSkips: string[] = [];
for (const folder of process.argv.slice(2)) {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/\.ya?ml$/.test(name)) continue;
    const text = textOf(join(folder, name));
    if (text === undefined) continue;
    files++;
    compareFile(name, text, comparison);
    const { skipped, wrong } = falseSkips(text);
    comparison.skipped += skipped;
    if (wrong.length > 0) wrongSkips.push(name);
  }
}

const { differences, ...counts } = comparison;
const report = { files, ...counts, differences: differences.length, falseSkips: wrongSkips.length };
process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
for (const line of [...differences.slice(0, 50), ...wrongSkips]) process.stdout.write(`${line}\n`);
process.exitCode = files > 0 && differences.length + wrongSkips.length === 0 ? 0 : 1;

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // A folder whose name ends in .yaml, or a link to nothing.
    return undefined;
  }
}
