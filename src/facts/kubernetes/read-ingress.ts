import type { IIngress } from 'kubernetes-models/networking.k8s.io/v1/Ingress';
import type { IIngressClass } from 'kubernetes-models/networking.k8s.io/v1/IngressClass';
import type { View } from '../../parse/yaml/view.ts';
import type { Located } from '../../text.ts';
import { readHead } from '../read-head.ts';
import type {
  Ingress,
  IngressBackend,
  IngressClass,
  IngressPath,
  IngressRule,
  IngressTls,
} from './kinds.ts';

/** A backend of any version: v1 nests the service, v1beta1 and extensions/v1beta1 do not. */
interface BackendModel {
  service?: { name: string; port?: { number?: number; name?: string } };
  serviceName?: string;
  servicePort?: number | string;
}

interface PathModel {
  path?: string;
  pathType?: string;
  backend?: BackendModel;
}

interface RuleModel {
  host?: string;
  http?: { paths?: PathModel[] };
}

/** The spec of an Ingress of any version. */
interface SpecModel {
  ingressClassName?: string;
  backend?: BackendModel;
  defaultBackend?: BackendModel;
  rules?: RuleModel[];
  tls?: NonNullable<NonNullable<IIngress['spec']>['tls']>;
}

/** Ingress of the groups extensions and networking.k8s.io, and networking.gke.io's MultiClusterIngress. */
export function readIngress(view: View): Ingress {
  const head = readHead(view);
  const spec =
    head.kind === 'MultiClusterIngress'
      ? view.as<{ spec?: { template?: { spec?: SpecModel } } }>().get('spec', 'template', 'spec')
      : view.as<{ spec?: SpecModel }>().get('spec');
  const className = spec.get('ingressClassName').text();
  const rules = spec.get('rules').items().map(readRule);
  const [defaultBackend] = [spec.get('defaultBackend'), spec.get('backend')].flatMap(readBackend);
  return {
    type: 'Ingress',
    ...head,
    ...(className && { className }),
    rules,
    ...(defaultBackend && { defaultBackend }),
    backends: [
      ...(defaultBackend ? [defaultBackend] : []),
      ...rules.flatMap((rule) => rule.paths.flatMap((path) => path.backend ?? [])),
    ],
    tls: spec.get('tls').items().map(readTls),
  };
}

function readRule(view: View<RuleModel>): IngressRule {
  const host = view.get('host').text();
  return {
    ...(host && { host }),
    at: view.at,
    paths: view.get('http', 'paths').items().map(readPath),
  };
}

function readPath(view: View<PathModel>): IngressPath {
  const path: Located<string> = view.get('path').text() ?? { value: '/', at: view.at };
  const [backend] = readBackend(view.get('backend'));
  return {
    path,
    pathType: view.get('pathType').text()?.value ?? 'ImplementationSpecific',
    ...(backend && { backend }),
  };
}

function readBackend(view: View<BackendModel>): IngressBackend[] {
  const service = view.get('service', 'name').text() ?? view.get('serviceName').text();
  if (!service) return [];
  const port =
    view.get('service', 'port', 'number').text() ??
    view.get('service', 'port', 'name').text() ??
    view.get('servicePort').text();
  return [{ service, ...(port && { port }) }];
}

function readTls(view: View<NonNullable<SpecModel['tls']>[number]>): IngressTls {
  const secretName = view.get('secretName').text();
  return {
    at: view.at,
    hosts: view.get('hosts').texts(),
    ...(secretName && { secretName }),
  };
}

export function readIngressClass(view: View): IngressClass {
  const controller = view.as<IIngressClass>().get('spec', 'controller').text();
  return { type: 'IngressClass', ...readHead(view), ...(controller && { controller }) };
}
