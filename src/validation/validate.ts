import type { SourcePlace } from '../parse/yaml/node.ts';
import { childOf, type Tree } from '../parse/yaml/tree.ts';
import type { View } from '../parse/yaml/view.ts';
import { istioViolations } from './istio/istio-faults.ts';
import { schemaViolations } from './schema/check-schema.ts';
import { schemas as gatewayApi } from './schema/generated/gateway-api.ts';
import { schemas as istio } from './schema/generated/istio.ts';
import { FILES } from './schema/generated/kinds.ts';
import { schemas as kubernetes } from './schema/generated/kubernetes.ts';
import type { Schemas } from './schema/schema.ts';
import type { Violation } from './violation.ts';

/** Whether objects of this kind can be checked. */
export function isValidated(apiVersion: string, kind: string): boolean {
  return FILES.has(`${apiVersion}/${kind}`);
}

/** What one object violates, by itself. Kinds without a schema violate nothing. */
export function violationsOf(object: View): Violation[] {
  const kind = object.get('kind').text()?.value ?? '';
  const name = `${object.get('apiVersion').text()?.value ?? ''}/${kind}`;
  const file = FILES.get(name);
  const tree = object.tree();
  if (file === undefined || !tree) return [];
  const schemas = schemasIn(file);
  const schema = schemas.kinds[name];
  if (!schema) return [];
  const found = schemaViolations(tree, schema, nameOf(tree), {
    kind,
    schemas,
    nullItems: file === 'kubernetes',
  });
  return file === 'istio' ? [...found, ...beyondSchema(kind, object, found)] : found;
}

/** What a place violates beyond the schema is not said where the schema says something of it already. */
function beyondSchema(kind: string, object: View, found: readonly Violation[]): Violation[] {
  const told = new Set(found.map(({ at }) => `${at.start} ${at.file}`));
  return istioViolations(kind, object).filter(({ at }) => !told.has(`${at.start} ${at.file}`));
}

/** Each is loaded when it is asked for the first time; see scripts/build.mjs. */
function schemasIn(file: 'kubernetes' | 'istio' | 'gateway-api'): Schemas {
  if (file === 'kubernetes') return kubernetes;
  return file === 'istio' ? istio : gatewayApi;
}

/** Where a finding about the whole object is shown. */
function nameOf(tree: Tree): SourcePlace {
  return childOf(tree, 'metadata', 'name') ?? childOf(tree, 'kind') ?? tree;
}
