import type { EdgeKind, GraphEdge } from '../../graph/graph.ts';

/** What the kinds of nodes at its ends do not tell by themselves. */
const VERBS: Readonly<Partial<Record<EdgeKind, string>>> = {
  delegates: 'delegates',
  aliases: 'stands for',
  proxies: 'proxies',
  calls: 'calls',
};

const DOUBTS: Readonly<Record<NonNullable<GraphEdge['confidence']>, string>> = {
  high: '',
  medium: 'likely ',
  low: 'perhaps ',
};

/**
 * A way in words: `shop.acme.dev:443, TLS ends`, `port 80 to 8000, http, mutual TLS STRICT (PeerAuthentication …)`; `""`
 * where there is nothing to say. Holds text of linted files as it is written.
 */
export function wayText(edge: GraphEdge): string {
  const { kind, path, protocol, tls, mutualTls, confidence, note } = edge;
  const verb = VERBS[kind];
  const parts = [
    verb && `${confidence ? DOUBTS[confidence] : ''}${verb}`,
    addressText(edge),
    path,
    protocol,
    tls && `TLS ${tls}`,
    mutualTls && `mutual TLS ${mutualTls.mode} (${mutualTls.by})`,
    note,
  ];
  return parts.filter((part) => part !== undefined && part !== '').join(', ');
}

function addressText({ host, port, targetPort }: GraphEdge): string | undefined {
  if (port === undefined) return host;
  const target = targetPort === undefined ? '' : ` to ${targetPort}`;
  return host === undefined ? `port ${port}${target}` : `${host}:${port}${target}`;
}
