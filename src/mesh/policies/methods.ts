import { isTemplated } from '../../text.ts';

/** Why no request has the method that a policy compares with. */
export type MethodFault =
  /** Written otherwise than requests have it: methods are compared as they stand. */
  | { readonly is: 'misspelt'; readonly method: string }
  /** The full name of a gRPC method, which is the path of a request. */
  | { readonly is: 'grpc-name' }
  | { readonly is: 'unknown' };

/**
 * The methods that Envoy takes in over HTTP/1 (envoyproxy/envoy source/common/http/http1/balsa_parser.cc `isMethodValid`, at 0179b629), and what else
 * IANA's registry of methods has.
 */
const METHODS: ReadonlySet<string> = new Set(
  `ACL BASELINE-CONTROL BIND CHECKIN CHECKOUT CONNECT COPY DELETE GET HEAD LABEL LINK LOCK M-SEARCH MERGE MKACTIVITY MKCALENDAR MKCOL
  MKREDIRECTREF MKWORKSPACE MOVE MSEARCH NOTIFY OPTIONS ORDERPATCH PATCH POST PRI PROPFIND PROPPATCH PURGE PUT QUERY REBIND REPORT SEARCH SOURCE
  SUBSCRIBE TRACE UNBIND UNCHECKOUT UNLINK UNLOCK UNSUBSCRIBE UPDATE UPDATEREDIRECTREF VERSION-CONTROL`.split(
    /\s+/,
  ),
);

/** Those that applications use, for suggestions. */
export const COMMON_METHODS: readonly string[] = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
];

/**
 * What is wrong with a method of an AuthorizationPolicy: exact, with a `*` at its beginning or end, or `*` alone. The proxy compares it with the
 * request's, capitals and all (istio/istio 1.30 pilot/pkg/security/authz/model/generator.go `methodGenerator`; RFC 9110, 9.1). A request of
 * gRPC is a POST to its full name.
 */
export function methodFault(written: string): MethodFault | undefined {
  if (isTemplated(written) || written.trim() === '*' || isMatched(written)) return undefined;
  const method = written.trim().toUpperCase();
  if (isMatched(method)) return { is: 'misspelt', method };
  return /^\/?[\w.]+\/\w+$/.test(written) ? { is: 'grpc-name' } : { is: 'unknown' };
}

function isMatched(written: string): boolean {
  if (written.endsWith('*')) return some((method) => method.startsWith(written.slice(0, -1)));
  if (written.startsWith('*')) return some((method) => method.endsWith(written.slice(1)));
  return METHODS.has(written);
}

function some(test: (method: string) => boolean): boolean {
  return [...METHODS].some(test);
}
