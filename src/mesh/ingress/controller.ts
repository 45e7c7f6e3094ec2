import type { Ingress } from '../../facts/kubernetes/kinds.ts';
import { entryOf, isTemplated } from '../../text.ts';
import type { Mesh } from '../mesh.ts';

/** Who takes an Ingress up, and how messages say so. */
export interface IngressController {
  /**
   * `istio`: Istio's own controller. `gke`: Google's load balancer. `other`: some other controller, such as nginx.
   * `nobody`: the class is Istio's, but Istio is told to take no Ingress. `unknown`: the class is filled in later.
   */
  readonly kind: 'istio' | 'gke' | 'other' | 'nobody' | 'unknown';
  /** The class, such as `gce-internal` or `nginx`; `""` where there is none. */
  readonly name: string;
  /** For messages: `GKE class by default`, `class "nginx"`. */
  readonly because: string;
}

/** The old annotation that names the class; it wins over `spec.ingressClassName` (GKE and Istio both). */
export const CLASS_ANNOTATION = 'kubernetes.io/ingress.class';

/** Classes of GKE's controllers (`IsGCEIngress`, kubernetes/ingress-gce pkg/utils/utils.go). */
const GKE_CLASSES: readonly string[] = [
  'gce',
  'gce-internal',
  'gce-regional-external',
  'gce-multi-cluster',
];

/** Controller of IngressClass objects for Istio (Istio 1.6, pilot/pkg/config/kube/ingress). */
const ISTIO_CONTROLLER = 'istio.io/ingress-controller';

const DEFAULT_CLASS = 'ingressclass.kubernetes.io/is-default-class';

/**
 * Who processes this Ingress. Istio takes the class of `meshConfig.ingressClass`, IngressClasses of its own controller,
 * and class-less ones only in mode DEFAULT (pilot/pkg/config/kube/ingress, Istio 1.0 to 1.30); GKE takes its classes by
 * annotation, and what has neither annotation nor `ingressClassName`.
 */
export function controllerOf(mesh: Mesh, ingress: Ingress): IngressController {
  if (ingress.kind === 'MultiClusterIngress') {
    return { kind: 'gke', name: 'gce-multi-cluster', because: 'read by GKE' };
  }
  const annotation = entryOf(ingress.annotations, CLASS_ANNOTATION)?.value.value ?? '';
  if (annotation !== '') return byAnnotation(mesh, annotation);
  const className = ingress.className?.value ?? '';
  if (className !== '') return byClassName(mesh, className);
  const byDefault = mesh
    .all('IngressClass')
    .find((one) => entryOf(one.annotations, DEFAULT_CLASS)?.value.value === 'true');
  if (byDefault !== undefined && ingress.apiVersion.startsWith('networking.k8s.io/')) {
    return byClassName(mesh, byDefault.name);
  }
  if (mesh.settings.ingressControllerMode.value === 'DEFAULT') {
    return { kind: 'istio', name: '', because: 'ingressControllerMode is DEFAULT' };
  }
  return { kind: 'gke', name: '', because: 'GKE class by default' };
}

function byAnnotation(mesh: Mesh, name: string): IngressController {
  const because = `class "${name}"`;
  if (isTemplated(name)) return { kind: 'unknown', name, because };
  if (name === mesh.settings.ingressClass.value) return istioOr(mesh, name, because);
  return { kind: GKE_CLASSES.includes(name) ? 'gke' : 'other', name, because };
}

/** GKE knows no IngressClass objects: its controller takes no Ingress that has `ingressClassName`. */
function byClassName(mesh: Mesh, name: string): IngressController {
  const because = `IngressClass "${name}"`;
  if (isTemplated(name)) return { kind: 'unknown', name, because };
  const controller = mesh.all('IngressClass').find((one) => one.name === name)?.controller?.value;
  const istio =
    controller === undefined
      ? name === 'istio' || name === mesh.settings.ingressClass.value
      : controller === ISTIO_CONTROLLER;
  return istio ? istioOr(mesh, name, because) : { kind: 'other', name, because };
}

function istioOr(mesh: Mesh, name: string, because: string): IngressController {
  const off = mesh.settings.ingressControllerMode.value === 'OFF';
  return off
    ? { kind: 'nobody', name, because: `${because}, but ingressControllerMode is OFF` }
    : { kind: 'istio', name, because };
}
