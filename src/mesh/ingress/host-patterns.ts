/**
 * Whether every name that `host` stands for is also matched by `pattern`. `*` stands for every name, `*.example.com` for
 * all names below (never `example.com` itself), anything else for itself (`Name.SubsetOf`, istio/istio pkg/config/host).
 */
export function hostCovers(pattern: string, host: string): boolean {
  const [wide, narrow] = [pattern.toLowerCase(), host.toLowerCase()];
  if (!wide.startsWith('*')) return wide === narrow;
  const suffix = wide.slice(1);
  const name = narrow.startsWith('*') ? narrow.slice(1) : narrow;
  return narrow.startsWith('*')
    ? name.endsWith(suffix)
    : name.length > suffix.length && name.endsWith(suffix);
}

/** Whether some name is matched by both (`Name.Matches`, istio/istio pkg/config/host). */
export function hostsOverlap(left: string, right: string): boolean {
  return hostCovers(left, right) || hostCovers(right, left);
}

/** A host of a Gateway server: `namespace/host` lets VirtualServices of that namespace alone use it, `.` is the Gateway's own. */
export function gatewayHost(
  written: string,
  gatewayNamespace: string,
): { readonly host: string; readonly namespace?: string } {
  const slash = written.indexOf('/');
  if (slash === -1) return { host: written };
  const [scope, host] = [written.slice(0, slash), written.slice(slash + 1)];
  if (scope === '*' || scope === '') return { host };
  return { host, namespace: scope === '.' ? gatewayNamespace : scope };
}

/**
 * Whether two namespaces may be the same one. Where none is written, it is the one the user applies to, which the files
 * do not tell.
 */
export function mayBeSameNamespace(left: string, right: string): boolean {
  return left === right || left === '' || right === '';
}
