import type { Namespace } from '../../facts/kubernetes/kinds.ts';
import type { Fix } from '../../finding.ts';
import { applicationNamespaces } from '../../mesh/injection/intent.ts';
import { injectingLabel } from '../../mesh/injection/labels.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import type { Rule } from '../../rule.ts';

export const injectedByDefault: Rule = {
  id: 'injected-by-default',
  summary: 'Namespace has no injection label, and its pods get a sidecar all the same',
  severity: 'info',
  codes: ['IST0148'],
  why: `
With \`sidecarInjectorWebhook.enableNamespacesByDefault\` the injector takes in every namespace that says nothing. That works, and
it is easily overlooked: databases, jobs and controllers come into the mesh with all the others.

Label the Namespace, \`istio-injection: enabled\` or \`disabled\`, so that its own file says what happens to its pods.
`,
  sources: [
    'https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/',
    'https://istio.io/latest/docs/reference/config/analysis/ist0148/',
  ],
  fixes: [{ does: 'label the Namespace as its pods are injected', safe: true }],

  *check(mesh) {
    const { enableNamespacesByDefault } = mesh.settings;
    if (!enableNamespacesByDefault.value) return;
    const { at, source } = enableNamespacesByDefault;
    for (const namespace of applicationNamespaces(mesh)) {
      const injection = mesh.namespaceInjection(namespace.name);
      if (injection.inMesh !== 'sidecar' || injection.at !== at) continue;
      yield {
        at: namespace.at,
        message: `Namespace ${namespace.name} has no injection label: its pods get a sidecar because of ${injection.because}`,
        resource: namespace,
        fix: fixOf(mesh, namespace),
        related: at && [{ at, message: source }],
      };
    }
  },
};

/** The label says what happens already. */
function fixOf(mesh: Mesh, { at, kind: of }: Namespace): Fix | undefined {
  const label = injectingLabel(mesh);
  if (label === undefined) return undefined;
  const { key, value } = label;
  const edit = { kind: 'set', at, of, path: ['metadata', 'labels', key], value } as const;
  return { title: `Label the Namespace with ${key}=${value}`, edits: [edit], safe: true };
}
