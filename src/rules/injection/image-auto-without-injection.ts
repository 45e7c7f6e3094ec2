import type { Container, Workload } from '../../facts/kubernetes/workload.ts';
import type { Finding } from '../../finding.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import type { Rule } from '../../rule.ts';

export const imageAutoWithoutInjection: Rule = {
  id: 'image-auto-without-injection',
  summary: 'Proxy with image "auto" that no injector will fill in',
  severity: 'error',
  codes: ['IST0146', 'IST0147'],
  why: `
\`image: auto\` is a placeholder that the injector replaces by the proxy's image. Where the injector does not change the pod, the kubelet
tries to pull an image of the name \`auto\` and the pod never starts.

Label the namespace, or the pod template with \`sidecar.istio.io/inject: "true"\`.

Where the namespace is not among the files nothing is said, or a warning with \`--complete\`. istioctl reports every Pod with this image, for it reads those
that are running; a manifest of a Pod that will be injected is right.
`,
  sources: [
    'https://istio.io/latest/docs/setup/additional-setup/gateway/',
    'https://istio.io/latest/docs/reference/config/analysis/ist0146/',
    'https://istio.io/latest/docs/reference/config/analysis/ist0147/',
  ],

  *check(mesh) {
    for (const workload of mesh.all('Workload')) {
      const proxy = workload.containers.find(isAuto);
      if (proxy) yield* judge(mesh, workload, proxy);
    }
  },
};

function isAuto({ name, image }: Container): boolean {
  return name === 'istio-proxy' && image?.value === 'auto';
}

function* judge(mesh: Mesh, workload: Workload, proxy: Container): Iterable<Finding> {
  const { inMesh, because } = mesh.injector(workload);
  const isUnknown = inMesh === 'unknown';
  if (inMesh === 'sidecar' || (isUnknown && !mesh.complete)) return;
  yield {
    at: proxy.image?.at ?? proxy.at,
    message: `Image "auto" is filled in by the injector, which leaves these pods alone: ${because}`,
    severity: isUnknown ? 'warning' : 'error',
    codes: [workload.kind === 'Pod' ? 'IST0147' : 'IST0146'],
    resource: workload,
  };
}
