import type { FileFacts } from '../facts/facts.ts';
import type { MeshSettings } from '../facts/istio/settings.ts';
import type { Workload } from '../facts/kubernetes/workload.ts';
import { judgeAnnotations } from './annotations/judge-annotations.ts';
import { type Applications, readApplications } from './applications.ts';
import { answerEgress } from './egress/egress-questions.ts';
import { answerOutbound } from './egress/outbound.ts';
import { clusterNames, findService } from './hosts/hosts.ts';
import { answerVisibility } from './hosts/visibility.ts';
import { answerIngress } from './ingress/ingress-questions.ts';
import { answerInjection, type Injections } from './injection/injection.ts';
import { answerJudgement } from './injection/judgement.ts';
import { answerGateways } from './listeners/gateways.ts';
import { answerListeners } from './listeners/listener-questions.ts';
import type { EffectiveSettings, Mesh, Target } from './mesh.ts';
import type { OtherCluster } from './multicluster/inconsistent-services.ts';
import { answerMulticluster } from './multicluster/multicluster-questions.ts';
import { answerNetwork } from './network/network-questions.ts';
import { readNginxSenders } from './nginx/senders.ts';
import { type Declared, declaredIn } from './objects/declared.ts';
import { indexObjects } from './objects/objects.ts';
import { answerOwnership } from './objects/ownership.ts';
import { answerSelectors } from './objects/selectors.ts';
import { answerViolations } from './objects/violations.ts';
import { once } from './once.ts';
import { answerMutualTls } from './policies/mutual-tls.ts';
import { answerPolicies } from './policies/policy-questions.ts';
import { capturesInbound, capturesOutbound, mayBeExcluded } from './proxies/capture.ts';
import { answerRouting } from './routing/routing-questions.ts';
import { protocolOf, statedProtocol } from './services/protocol.ts';
import { answerServices } from './services/service-questions.ts';
import { answerSettings, type Settings } from './settings.ts';
import { answerSigns, type Signs } from './versions/signs.ts';
import { findTargets, type GivenVersions } from './versions/versions.ts';

/** One environment, and what the user says of it. */
export interface MeshInput extends GivenVersions {
  readonly name: string;
  readonly files: readonly FileFacts[];
  /** Of the files that describe applications, where they are not just those among `files` and `context`. */
  readonly applications?: Applications;
  /** Signs in files that other environments have, too. */
  readonly signs?: Signs;
  /** Files that are applied to the same cluster, but that nobody is to be told about. */
  readonly context?: readonly FileFacts[];
  /** Settings given with `--mesh-config`: they go before those in the files. */
  readonly meshConfig?: MeshSettings;
  /** The networks of the mesh, given with `--mesh-networks`. */
  readonly meshNetworks?: MeshSettings;
  /** Settings that the linter's configuration states: they go before those in the files, and are no sign of a mesh. */
  readonly configured?: MeshSettings;
  readonly migrating: boolean;
  readonly complete: boolean;
  /** The namespace of objects that name none. */
  readonly defaultNamespace?: string;
  /** Another environment of the project speaks of Istio. */
  readonly projectHasMesh?: boolean;
  /** What all environments of the project declare, where there are others. */
  readonly declared?: Declared;
  /** The other clusters of the same mesh. */
  readonly otherClusters?: readonly OtherCluster[];
}

/** The questions that most others rest on. Nothing is worked out before it is asked. */
function answerGrounds(input: MeshInput, files: readonly FileFacts[]) {
  const objects = indexObjects(files, input.defaultNamespace);
  const applications = input.applications ?? readApplications(files);
  const signs = input.signs ?? answerSigns();
  const targets = once(() => findTargets(input, { files, signs, charts: applications.charts }));
  const istio = () => targets().istio;
  const settings = answerSettings(
    files,
    [input.configured, input.meshNetworks, input.meshConfig],
    targets,
  );
  const { effective } = settings;
  const selectors = answerSelectors(objects);
  const owns = answerOwnership(objects, input.complete, effective);
  const declared = input.declared ?? declaredIn(() => files);
  const injections = answerInjection(objects, effective, istio);
  const gateways = answerGateways(objects, settings, selectors, owns);
  const { entriesFor, ...visibility } = answerVisibility(objects, settings, effective);
  const hasMesh = once(() => input.meshConfig !== undefined || files.some(signs.speaksOfIstio));
  const service: Mesh['service'] = (host, namespace) =>
    findService(host, namespace, {
      objects,
      owns,
      declared,
      clusterDomain: effective().clusterDomain.value,
    });
  const judged = answerJudgement({
    objects,
    selectors,
    settings: effective,
    ...injections,
    ...gateways,
    service,
    migrating: input.migrating,
    nearMesh: () => hasMesh() || input.projectHasMesh === true,
  });
  return {
    ...{ objects, applications, targets, istio, settings, selectors, owns, declared },
    ...{ injections, gateways, entriesFor, visibility, hasMesh, service, judged },
  };
}

/** Wires the questions. */
export function buildMesh(input: MeshInput): Mesh {
  const files = [...input.files, ...(input.context ?? [])];
  const grounds = answerGrounds(input, files);
  const { objects, istio, settings, selectors, injections, service, judged } = grounds;
  const { effective } = settings;
  const mesh: Mesh = {
    name: input.name,
    files,
    applications: grounds.applications,
    migrating: input.migrating,
    complete: input.complete,
    projectHasMesh: input.projectHasMesh === true,
    get targets() {
      return grounds.targets();
    },
    get settings() {
      return effective();
    },
    get hasMesh() {
      return grounds.hasMesh();
    },
    all: objects.all,
    named: objects.named,
    ...selectors,
    ...injections,
    ...grounds.gateways,
    ...grounds.visibility,
    judged,
    service,
    owns: grounds.owns,
    outbound: answerOutbound(objects, settings, effective, istio),
    protocol: (port) => protocolOf(port, istio()),
    statedProtocol: (port) => statedProtocol(port, istio()),
    ...answerMutualTls({ objects, selectors, settings: effective, istio }),
    violations: answerViolations(files, istio),
    ...answerCapture({ settings, istio, service, judged, injections }),
    get hasControlPlane() {
      return hasControlPlane();
    },
    cniPlugin: once(() => cniPluginOf(mesh, grounds.declared)),
    get routing() {
      return later().routing;
    },
    get listeners() {
      return later().listeners;
    },
    get multicluster() {
      return later().multicluster;
    },
    get ingress() {
      return later().ingress;
    },
    get egress() {
      return later().egress;
    },
    get policies() {
      return later().policies;
    },
    get annotationFaults() {
      return later().annotationFaults();
    },
    get services() {
      return later().services;
    },
    get network() {
      return later().network;
    },
    get nginxSenders() {
      return later().nginxSenders();
    },
  };
  const hasControlPlane = once(() =>
    files.some((file) => file.settings.some((settings) => settings.installsControlPlane)),
  );
  const later = once(() => answerLater(mesh, grounds, input));
  return mesh;
}

/** Questions that rest on others, each worked out when it is first asked. */
function answerLater(
  mesh: Mesh,
  grounds: ReturnType<typeof answerGrounds>,
  { name, files, complete, otherClusters = [] }: MeshInput,
) {
  const { objects, gateways, settings, declared } = grounds;
  return {
    routing: answerRouting({
      ...grounds,
      ...gateways,
      settings: settings.effective,
      name,
      files,
      complete,
    }),
    listeners: answerListeners({ mesh, settings, declared }),
    multicluster: answerMulticluster(mesh, settings, otherClusters),
    ingress: answerIngress(mesh),
    egress: answerEgress(mesh),
    policies: answerPolicies({ mesh, objects, declared }),
    network: answerNetwork(mesh, objects),
    services: answerServices(mesh),
    annotationFaults: once(() => judgeAnnotations(objects, grounds.istio)),
    nginxSenders: once(() => readNginxSenders(mesh)),
  };
}

/** The DaemonSet of the plugin, as its chart calls it, counts wherever it is in the project. */
function cniPluginOf(mesh: Mesh, declared: Declared): 'yes' | 'no' | 'unknown' {
  const plugin = { name: 'istio-cni-node', namespace: '' };
  if (mesh.settings.cni.value || declared.has('Workload', plugin)) return 'yes';
  return mesh.hasControlPlane ? 'no' : 'unknown';
}

interface CaptureGrounds {
  readonly settings: Settings;
  readonly istio: () => Target;
  readonly service: Mesh['service'];
  readonly judged: Mesh['judged'];
  readonly injections: Injections;
}

/** Only what has a sidecar is captured; see `capture.ts` for the rest. */
function answerCapture({
  settings,
  istio,
  service,
  judged,
  injections,
}: CaptureGrounds): Pick<Mesh, 'capturesInbound' | 'capturesOutbound' | 'surelyCapturesOutbound'> {
  const captures: Mesh['capturesOutbound'] = (workload, host, port) => {
    const inCluster = isInCluster(host, workload.namespace, service, settings.effective());
    const captured = capturesOutbound(workload, { host, port, inCluster }, settings);
    return captured && hasSidecar(workload, judged, injections);
  };
  return {
    capturesInbound: (workload, port) =>
      hasSidecar(workload, judged, injections) && capturesInbound(workload, port, istio()),
    capturesOutbound: captures,
    surelyCapturesOutbound: (workload, host = '', port) =>
      captures(workload, host, port) && !mayBeExcluded(workload, { host, port }, settings),
  };
}

/** Ambient pods have no sidecar that captures anything. */
function hasSidecar(workload: Workload, judged: Mesh['judged'], injections: Injections): boolean {
  return judged(workload) !== 'no' && injections.injection(workload).inMesh !== 'ambient';
}

function isInCluster(
  host: string,
  namespace: string,
  service: Mesh['service'],
  { clusterDomain }: EffectiveSettings,
): boolean {
  return (
    typeof service(host, namespace) !== 'string' ||
    clusterNames(host, namespace, clusterDomain.value).some(({ certain }) => certain)
  );
}
