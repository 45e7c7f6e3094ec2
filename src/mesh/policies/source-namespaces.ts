import { isTemplated } from '../../text.ts';
import type { Answer } from '../answer.ts';
import type { Grounds } from './reach.ts';

/** Namespaces that every cluster starts with (kubernetes.io, Namespaces: initial namespaces; Kubernetes 1.36). */
const INITIAL: readonly string[] = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];

/** Every namespace that is known to exist: declared, used by an object anywhere in the project, or in every cluster. */
export function knownNamespaces({ mesh, objects, declared }: Grounds): readonly string[] {
  const own = objects
    .resources()
    .flatMap(({ type, name, namespace }) => [
      objects.namespace(namespace),
      ...(type === 'Namespace' ? [name] : []),
    ]);
  const root = mesh.settings.rootNamespace.value;
  const all = new Set([...own, ...declared.namespaces(), root, ...INITIAL]);
  return [...all].filter((name) => name !== '');
}

/**
 * The namespaces that a source means: one, or with a `*` at an end all that end or begin so. The proxy compares the namespace in
 * the client's identity (istio/istio 1.30 pilot/pkg/security/authz/model/generator.go `srcNamespaceGenerator`), and makes a
 * regular expression of what is written.
 *
 * `'missing'`: what no namespace can be called, a principal or a word with capitals or `_` (names are RFC 1123 labels); all else
 * only where the input is complete and declares Namespaces, for most are made elsewhere. `'unknown'`: any other regular expression.
 */
export function namespacesCalled(
  written: string,
  { mesh }: Grounds,
  known: readonly string[],
): Answer<readonly string[]> {
  if (isTemplated(written)) return 'unknown';
  if (isNoName(written)) return 'missing';
  const [, anyBefore, part = '', anyAfter] = /^(\*?)([a-z0-9-]*)(\*?)$/.exec(written) ?? [];
  if (anyBefore === undefined) return 'unknown';
  const found = known.filter((name) => {
    if (anyBefore && anyAfter) return name.includes(part);
    if (anyBefore) return name.endsWith(part);
    return anyAfter ? name.startsWith(part) : name === part;
  });
  if (found.length > 0) return found;
  const isKept = mesh.complete && mesh.all('Namespace').length > 0 && !known.some(isTemplated);
  return isKept ? 'missing' : 'unknown';
}

function isNoName(written: string): boolean {
  return written.includes('/ns/') || (/^[\w.*-]*$/.test(written) && /[A-Z_]/.test(written));
}
