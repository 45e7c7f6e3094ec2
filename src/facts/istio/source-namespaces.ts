import type { IAuthorizationPolicy } from '@kubernetes-models/istio/security.istio.io/v1/AuthorizationPolicy';
import type { View } from '../../parse/yaml/view.ts';
import type { Located } from '../../text.ts';

/** A namespace, or a pattern of namespaces, by which an AuthorizationPolicy tells where requests come from. */
export interface SourceNamespace {
  readonly written: Located<string>;
  /** Where it is written: in a list of a source, or in a condition with this key. */
  readonly by: 'namespaces' | 'notNamespaces' | 'source.namespace';
}

const LISTS = ['namespaces', 'notNamespaces'] as const;
const CONDITION = 'source.namespace';

/** In the order of the rules; those of a rule's conditions after those of its sources. */
export function readSourceNamespaces(
  spec: View<NonNullable<IAuthorizationPolicy['spec']>>,
): SourceNamespace[] {
  return spec
    .get('rules')
    .items()
    .flatMap((rule) => {
      const sources = rule.get('from').items();
      const conditions = rule.get('when').items();
      return [
        ...sources.flatMap((from) =>
          LISTS.flatMap((by) => named(from.get('source', by).texts(), by)),
        ),
        ...conditions
          .filter((condition) => condition.get('key').text()?.value === CONDITION)
          .flatMap((condition) => [
            ...named(condition.get('values').texts(), CONDITION),
            ...named(condition.get('notValues').texts(), CONDITION),
          ]),
      ];
    });
}

function named(texts: readonly Located<string>[], by: SourceNamespace['by']): SourceNamespace[] {
  return texts.map((written) => ({ written, by }));
}
