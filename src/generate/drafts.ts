import type { Diagnostic } from '../finding.ts';
import type { Mesh } from '../mesh/mesh.ts';
import { groupBy } from '../mesh/once.ts';
import type { Span } from '../text.ts';
import {
  type Draft,
  type Drafter,
  type Named,
  ON_REQUEST,
  TOPICS,
  type Topic,
  type Wishes,
} from './draft.ts';
import { draftGatewayAddress } from './gateway-address.ts';
import { draftGateways } from './gateways.ts';
import { draftMetadataServer } from './metadata-server.ts';
import { draftNamespaces } from './namespaces.ts';
import { draftProbePolicies } from './probes.ts';
import { draftServiceEntries } from './service-entries.ts';
import { draftSidecars } from './sidecars.ts';

/** All that one environment gets of one topic: it becomes one file. */
export interface DraftFile {
  readonly environment: string;
  readonly topic: Topic;
  readonly drafts: readonly Draft[];
}

const DRAFTERS: Readonly<Record<Topic, Drafter>> = {
  'service-entries': draftServiceEntries,
  'metadata-server': draftMetadataServer,
  gateways: draftGateways,
  'gateway-address': draftGatewayAddress,
  namespaces: draftNamespaces,
  probes: draftProbePolicies,
  sidecars: draftSidecars,
};

const ASKED_FOR: readonly Topic[] = TOPICS.filter((topic) => !ON_REQUEST.includes(topic));

/** The drafts for one environment, by topic: of those topics that have any. `findings` are those that drafts are wanted for. */
export function draftsFor(
  mesh: Mesh,
  findings: readonly Diagnostic[],
  { topics = ASKED_FOR, ...wishes }: Omit<Wishes, 'asked'> & { readonly topics?: readonly Topic[] },
): DraftFile[] {
  const own = findings.filter(({ environments }) => environments.includes(mesh.name));
  const asked = answerAsked(own);
  return TOPICS.filter((topic) => topics.includes(topic)).flatMap((topic) => {
    const drafts = DRAFTERS[topic](mesh, { ...wishes, asked });
    return drafts.length > 0 ? [{ environment: mesh.name, topic, drafts }] : [];
  });
}

function answerAsked(findings: readonly Diagnostic[]): Wishes['asked'] {
  const byPlace = groupBy(findings, ({ rule, at }) => placeOf(rule, at));
  return (rule, at, resource) =>
    (byPlace.get(placeOf(rule, at)) ?? []).filter((finding) => speaksOf(finding, resource));
}

function placeOf(rule: string, { file, start, end }: Span): string {
  return `${rule} ${start} ${end} ${file}`;
}

/** Diagnostics name an object as its file does. */
function speaksOf({ resource }: Diagnostic, named: Named | undefined): boolean {
  if (resource === undefined || named === undefined) return true;
  const { name, namespace } = named.written ?? named;
  return resource.kind === named.kind && resource.name === name && resource.namespace === namespace;
}
