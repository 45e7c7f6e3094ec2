import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { fullFormats } from 'ajv-formats/dist/formats.js';

const SCHEMA = join(import.meta.dirname, '../../../schemas/sarif-2.1.0.json');
const isValid = new Ajv2020({ allErrors: true, strict: false, formats: fullFormats }).compile(
  JSON.parse(readFileSync(SCHEMA, 'utf8')),
);

/** What the official schema of SARIF 2.1.0 finds wrong. */
export function sarifErrors(log: unknown): string[] {
  if (isValid(log)) return [];
  return (isValid.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message}`);
}
