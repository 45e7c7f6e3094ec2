import type { AuthorizationPolicy } from '../../facts/istio/policies.ts';
import { isTemplated } from '../../text.ts';
import type { Grounds } from './reach.ts';

/** Why no caller has the identity that a policy compares with. */
export type PrincipalFault =
  /** `spiffe://` before it, which the proxy puts there itself. */
  | { readonly is: 'prefixed' }
  /** No trust domain, namespace and ServiceAccount. */
  | { readonly is: 'misshapen' }
  | { readonly is: 'foreign'; readonly trustDomain: string }
  | { readonly is: 'unknown-namespace'; readonly namespace: string }
  | { readonly is: 'unknown-account'; readonly namespace: string; readonly account: string }
  /** A pattern that no account matches. */
  | { readonly is: 'unmatched' };

/** Fields, and conditions, that name ServiceAccounts. */
export const PRINCIPAL_FIELDS: readonly string[] = [
  'principals',
  'notPrincipals',
  'source.principal',
];
export const ACCOUNT_FIELDS: readonly string[] = [
  'serviceAccounts',
  'notServiceAccounts',
  'source.serviceAccount',
];

const IDENTITY = /^([^/]+)\/ns\/([^/]+)\/sa\/([^/]+)$/;

/** What Istio calls the mesh's own trust domain, whatever it is. */
const OWN = 'cluster.local';

/**
 * What is wrong with a principal: `<trust domain>/ns/<namespace>/sa/<account>`, exact or with a `*` at its beginning or end. The proxy compares
 * it, after `spiffe://`, with the caller's certificate; `cluster.local` stands for the mesh's own trust domain and all aliases (istio/istio
 * 1.30 pilot/pkg/security/authz/model/generator.go `srcPrincipalGenerator`, pilot/pkg/security/trustdomain/bundle.go).
 *
 * Identities of another form come from other authorities, such as SPIRE, so they are told only where the input is complete, or where they have no
 * trust domain at all. Another trust domain is told where the mesh's is stated.
 */
export function principalFault(grounds: Grounds, written: string): PrincipalFault | undefined {
  if (isTemplated(written) || written === '*') return undefined;
  if (written.startsWith('spiffe://')) return { is: 'prefixed' };
  const { mesh } = grounds;
  if (written.includes('*')) return patternFault(grounds, written);
  const [, trustDomain, namespace, account] = IDENTITY.exec(written) ?? [];
  if (trustDomain === undefined || namespace === undefined || account === undefined) {
    const hasDomain = written.includes('/') && !/^(?:ns|sa|\/)/.test(written);
    return hasDomain && !mesh.complete ? undefined : { is: 'misshapen' };
  }
  if (!trustDomains(grounds).includes(trustDomain)) {
    const isStated = mesh.complete || mesh.settings.trustDomain.at !== undefined;
    return isStated ? { is: 'foreign', trustDomain } : undefined;
  }
  return accountFault(grounds, namespace, account);
}

/** The same for `<namespace>/<account>`, or an account of the policy's own namespace (AuthorizationPolicy of Istio 1.29). */
export function serviceAccountFault(
  grounds: Grounds,
  written: string,
  policy: AuthorizationPolicy,
): PrincipalFault | undefined {
  if (isTemplated(written) || /[^a-z0-9./-]/.test(written)) return undefined;
  const [account = '', namespace = policy.namespace] = written.split('/').reverse();
  return accountFault(grounds, namespace, account);
}

function trustDomains({ mesh: { settings } }: Grounds): readonly string[] {
  return [OWN, settings.trustDomain.value, ...settings.otherTrustDomains.value];
}

/** The accounts that are known to exist in a namespace; `default` exists beside them. */
export function knownAccounts({ mesh, objects }: Grounds, namespace: string): readonly string[] {
  const declared = objects.inNamespace('ServiceAccount', namespace).map(({ name }) => name);
  const used = mesh.selected([], namespace).map(({ serviceAccount }) => serviceAccount);
  return [...new Set([...declared, ...used])];
}

/**
 * An account is missing where its Namespace and ServiceAccounts of it are among the files, and none of the project is called so: a repository that
 * only adds to a namespace does not hold its callers. Those of the root namespace are the installation's.
 */
function accountFault(
  grounds: Grounds,
  namespace: string,
  account: string,
): PrincipalFault | undefined {
  const { mesh, objects, declared } = grounds;
  if (mesh.policies.namespacesCalled(namespace) === 'missing') {
    return { is: 'unknown-namespace', namespace };
  }
  const isInstallers =
    objects.namespace(namespace) === mesh.settings.rootNamespace.value &&
    (mesh.hasControlPlane || !mesh.complete);
  const known = ['default', ...knownAccounts(grounds, namespace)];
  const mayBe =
    isInstallers ||
    known.includes(account) ||
    known.some(isTemplated) ||
    !mesh.owns('ServiceAccount', namespace) ||
    !mesh.owns('Namespace', namespace) ||
    declared.has('ServiceAccount', { name: account, namespace: objects.namespace(namespace) });
  return mayBe ? undefined : { is: 'unknown-account', namespace, account };
}

/** Told only where the input is complete: most accounts are made elsewhere. */
function patternFault(grounds: Grounds, written: string): PrincipalFault | undefined {
  const { mesh } = grounds;
  if (!mesh.complete) return undefined;
  const namespaces = mesh.policies.namespaces();
  const identities = namespaces.flatMap((namespace) =>
    ['default', ...knownAccounts(grounds, namespace)].flatMap((account) =>
      trustDomains(grounds).map((domain) => `${domain}/ns/${namespace}/sa/${account}`),
    ),
  );
  const isMatched = identities.some(matcherOf(written));
  return isMatched || identities.some(isTemplated) ? undefined : { is: 'unmatched' };
}

function matcherOf(written: string): (identity: string) => boolean {
  const part = written.replace(/^\*|\*$/g, '');
  if (part.includes('*')) return () => true;
  return (identity) =>
    (written.startsWith('*') || identity.startsWith(part)) &&
    (written.endsWith('*') || identity.endsWith(part)) &&
    identity.includes(part);
}
