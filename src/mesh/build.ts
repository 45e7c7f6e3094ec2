import type { FileFacts } from '../facts/facts.ts';
import type { MeshSettings } from '../facts/istio/settings.ts';
import type { Workload } from '../facts/kubernetes/workload.ts';
import { capturesInbound, capturesOutbound } from './capture.ts';
import { speaksOfIstio } from './evidence.ts';
import { answerGateways } from './gateways.ts';
import { clusterNames, findService } from './hosts.ts';
import { answerInjection, type Injections } from './injection.ts';
import { answerJudgement } from './judgement.ts';
import type { EffectiveSettings, Mesh } from './mesh.ts';
import { answerMutualTls } from './mutual-tls.ts';
import { indexObjects } from './objects.ts';
import { once } from './once.ts';
import { answerOutbound } from './outbound.ts';
import { answerOwnership } from './ownership.ts';
import { protocolOf } from './protocol.ts';
import { answerSelectors } from './selectors.ts';
import { answerSettings } from './settings.ts';
import { findTargets, type GivenVersions } from './versions.ts';
import { answerVisibility } from './visibility.ts';

/** One environment, and what the user says of it. */
export interface MeshInput extends GivenVersions {
  readonly name: string;
  readonly files: readonly FileFacts[];
  /** Files that are applied to the same cluster, but that nobody is to be told about. */
  readonly context?: readonly FileFacts[];
  /** Settings given with `--mesh-config`: they go before those in the files. */
  readonly meshConfig?: MeshSettings;
  readonly migrating: boolean;
  readonly complete: boolean;
  /** The namespace of objects that name none. */
  readonly defaultNamespace?: string;
  /** Another environment of the project speaks of Istio. */
  readonly projectHasMesh?: boolean;
}

/** Wires the questions. Nothing is worked out before it is asked. */
export function buildMesh(input: MeshInput): Mesh {
  const files = [...input.files, ...(input.context ?? [])];
  const objects = indexObjects(files, input.defaultNamespace);
  const targets = once(() => findTargets(input, files, objects));
  const istio = () => targets().istio;
  const settings = answerSettings(files, input.meshConfig, targets);
  const { effective } = settings;
  const selectors = answerSelectors(objects);
  const owns = answerOwnership(objects, input.complete, effective);
  const injections = answerInjection(objects, effective, istio);
  const gateways = answerGateways(objects, settings, selectors, owns);
  const visibility = answerVisibility(objects, settings, effective);
  const hasMesh = once(() => input.meshConfig !== undefined || speaksOfIstio(files));
  const service: Mesh['service'] = (host, namespace) =>
    findService(host, namespace, objects, effective().clusterDomain.value, owns);
  const judged = answerJudgement({
    objects,
    selectors,
    settings: effective,
    ...injections,
    ...gateways,
    service: (host, namespace) => {
      const found = service(host, namespace);
      return typeof found === 'string' ? undefined : found;
    },
    migrating: input.migrating,
    nearMesh: () => hasMesh() || input.projectHasMesh === true,
  });
  const outbound = answerOutbound(objects, settings, effective, istio);
  return {
    name: input.name,
    files,
    migrating: input.migrating,
    complete: input.complete,
    projectHasMesh: input.projectHasMesh === true,
    get targets() {
      return targets();
    },
    get settings() {
      return effective();
    },
    get hasMesh() {
      return hasMesh();
    },
    all: objects.all,
    ...selectors,
    ...injections,
    ...gateways,
    ...visibility,
    judged,
    service,
    owns,
    outbound,
    protocol: (port) => protocolOf(port, istio()),
    mutualTls: answerMutualTls({ objects, selectors, settings: effective, istio }),
    capturesInbound: (workload, port) =>
      hasSidecar(workload, judged, injections) && capturesInbound(workload, port, istio()),
    capturesOutbound: (workload, host, port) => {
      const inCluster = isInCluster(host, workload.namespace, service, effective());
      const captured = capturesOutbound(workload, { host, port, inCluster }, settings);
      return captured && hasSidecar(workload, judged, injections);
    },
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
