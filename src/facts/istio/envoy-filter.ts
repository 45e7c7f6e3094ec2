import type { IEnvoyFilter } from '@kubernetes-models/istio/networking.istio.io/v1alpha3/EnvoyFilter';
import type { View } from '../../parse/yaml/view.ts';
import type { Located } from '../../text.ts';
import { readHead } from '../read-head.ts';
import type { ResourceHead } from '../resource.ts';
import { type Attachment, readAttachment } from './attachment.ts';

/** networking.istio.io EnvoyFilter. */
export interface EnvoyFilter extends ResourceHead, Attachment {
  readonly type: 'EnvoyFilter';
  /** 0 where none is written. */
  readonly priority: number;
  /** Those that say an operation, in their order: the others do nothing. */
  readonly patches: readonly EnvoyPatch[];
}

export interface EnvoyPatch {
  /** Such as `HTTP_FILTER`. */
  readonly applyTo: string;
  /** Such as `INSERT_BEFORE`. */
  readonly operation: Located<string>;
  /** The name the patch gives to what it adds, else the filter it looks for; `""` where neither is written. */
  readonly filter: string;
  /** `match.proxy.proxyVersion`: the patch is for some versions only. */
  readonly forProxyVersion: boolean;
}

export function readEnvoyFilter(view: View): EnvoyFilter {
  const spec = view.as<IEnvoyFilter>().get('spec');
  return {
    type: 'EnvoyFilter',
    ...readHead(view),
    ...readAttachment(spec),
    priority: spec.get('priority').number()?.value ?? 0,
    patches: spec.get('configPatches').items().flatMap(readPatch),
  };
}

type PatchModel = NonNullable<NonNullable<IEnvoyFilter['spec']>['configPatches']>[number];

function readPatch(view: View<PatchModel>): EnvoyPatch[] {
  const operation = view.get('patch', 'operation').text();
  if (!operation) return [];
  const name = view.get('patch').as<{ value?: { name?: string } }>().get('value', 'name').text();
  const sought = view.get('match', 'listener', 'filterChain', 'filter').get('name').text();
  return [
    {
      applyTo: view.get('applyTo').text()?.value ?? '',
      operation,
      filter: name?.value ?? sought?.value ?? '',
      forProxyVersion: (view.get('match', 'proxy', 'proxyVersion').text()?.value ?? '') !== '',
    },
  ];
}
