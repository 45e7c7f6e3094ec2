import type { Rule } from '../../rule.ts';

export const unknownRegistry: Rule = {
  id: 'unknown-registry',
  summary: 'A network of the mesh names a cluster that the mesh does not know',
  severity: 'error',
  codes: ['IST0126'],
  why: `
\`fromRegistry\` says by the name of a cluster which endpoints lie in a network. A name that no cluster has, in exactly these letters, puts none
there: traffic to that cluster goes straight to addresses that cannot be reached, past the gateway of its network.

Write the name of the cluster: that of the control plane's own (\`global.multiCluster.clusterName\`, else \`Kubernetes\`), or the key under
which the Secret of a remote cluster (label \`istio/multiCluster: "true"\`) holds its kubeconfig.

Networks are read from the ConfigMap \`istio\`, from \`global.meshNetworks\` of Helm values, and from \`--mesh-networks\`. Keys under
\`stringData\` count too, unlike for istioctl analyze.
`,
  sources: [
    'https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#Network-NetworkEndpoints',
    'https://istio.io/latest/docs/reference/config/analysis/ist0126/',
  ],

  *check(mesh) {
    const namespace = mesh.settings.rootNamespace.value;
    for (const { registry, known } of mesh.multicluster.unknownRegistries()) {
      yield {
        at: registry.at,
        resource: { apiVersion: '', kind: 'MeshNetworks', namespace, name: 'meshnetworks' },
        message: `Network takes endpoints from "${registry.value}", which is no cluster of the mesh: known are ${known.join(', ')}`,
      };
    }
  },
};
