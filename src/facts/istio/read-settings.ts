import { parseOne } from '../../parse/yaml/documents.ts';
import type { Embedded } from '../../parse/yaml/embedded.ts';
import type { View } from '../../parse/yaml/view.ts';
import type { Located } from '../../text.ts';
import { readHead } from '../read-head.ts';
import { described, groupOf } from '../resource.ts';
import { installNamespace, readOperatorGateways } from './installed-gateways.ts';
import { readHelmValues } from './read-helm-values.ts';
import { directFields, embeddedFields } from './setting-fields.ts';
import type { MeshSettings } from './settings.ts';
import { readNetworks, readStatements } from './stated-settings.ts';

/** What a Kubernetes object says of the mesh; empty for almost all of them. */
export function readSettings(view: View): readonly MeshSettings[] {
  const group = groupOf(view.get('apiVersion').text()?.value ?? '');
  const kind = view.get('kind').text()?.value;
  if (kind === 'IstioOperator' && group === 'install.istio.io') return [readIstioOperator(view)];
  const found =
    (kind === 'ConfigMap' && group === '' && readMeshConfigMap(view)) ||
    (kind === 'Deployment' && readPilotDeployment(view));
  return found ? [found] : [];
}

/** An IstioOperator, in the cluster or as input of `istioctl install` (Istio 1.4 to 1.23 and on as an input format). */
export function readIstioOperator(view: View): MeshSettings {
  const head = readHead(view);
  const spec = view.get('spec');
  const values = spec.get('values');
  const fields = directFields;
  const tag = fields.text(spec.get('tag'), values.get('global', 'tag'));
  const revision = fields.text(spec.get('revision'), values.get('revision'));
  const profile = spec.get('profile').text();
  const cni =
    fields.flag(spec.get('components', 'cni', 'enabled')) ?? (profile && pluginOf(profile));
  return {
    source: described(head).trimEnd(),
    at: head.at,
    ...readStatements([spec.get('meshConfig'), values.get('meshConfig')], [values], fields),
    namespace: installNamespace(spec, values, fields),
    ...(tag && { tag }),
    ...(revision && { revision }),
    ...(cni && { cni }),
    ...(installsPilot(spec, profile?.value) && { installsControlPlane: true as const }),
    ...readPilotVariables(spec.get('components', 'pilot', 'k8s', 'env')),
    gateways: readOperatorGateways(spec, installNamespace(spec, values, fields), fields),
  };
}

/** Profiles that bring the CNI plugin along (istio/istio 1.30 manifests/profiles). */
function pluginOf({ value, at }: Located<string>): Located<boolean> | undefined {
  return /^(?:ambient|openshift(?:-ambient)?)$/.test(value) ? { value: true, at } : undefined;
}

/** All profiles do but `empty` and `remote`, unless it is switched off. */
function installsPilot(spec: View, profile: string | undefined): boolean {
  const written = spec.get('components', 'pilot', 'enabled').boolean()?.value;
  return written ?? (profile !== 'empty' && profile !== 'remote');
}

/** The ConfigMaps of the control plane and of the injector, `-<revision>` behind them where there are several. */
const MESH_CONFIG_MAP = /^istio(?:-[a-z0-9-]+)?$/;
const INJECTOR_CONFIG_MAP = /^istio-sidecar-injector(?:-([a-z0-9-]+))?$/;

/** The ConfigMap `istio` (key `mesh`) or `istio-sidecar-injector` (keys `values` and `config`). */
export function readMeshConfigMap(view: View): MeshSettings | undefined {
  const head = readHead(view);
  const data = view.get('data');
  const about = {
    source: described(head).trimEnd(),
    at: head.at,
    ...(head.namespace !== '' && { namespace: head.namespace }),
    gateways: [],
  };
  if (INJECTOR_CONFIG_MAP.test(head.name)) {
    const values = embeddedRoot(data.get('values'));
    const rewriteProbes = rewrittenInTemplate(data.get('config'));
    if (!values && !rewriteProbes) return undefined;
    return {
      ...about,
      ...(values && { installsControlPlane: true as const }),
      ...(rewriteProbes && { rewriteProbes }),
      ...(values && readInjectorValues(view.file, head.name, values)),
    };
  }
  const mesh = MESH_CONFIG_MAP.test(head.name) ? embeddedRoot(data.get('mesh')) : undefined;
  if (mesh === undefined) return undefined;
  const fields = embeddedFields(view.file, mesh.embedded);
  const networks = embeddedRoot(data.get('meshNetworks'));
  return {
    ...about,
    ...readStatements([mesh.root], [], fields),
    ...(networks && {
      registries: readNetworks(
        networks.root.get('networks'),
        embeddedFields(view.file, networks.embedded),
      ),
    }),
  };
}

interface EmbeddedRoot {
  readonly root: View;
  readonly embedded: Embedded;
}

/** `global.proxy.image` is a whole image or, under `global.hub` and with `global.tag`, its name. */
function readInjectorValues(
  file: string,
  name: string,
  { root, embedded }: EmbeddedRoot,
): Partial<MeshSettings> {
  const fields = embeddedFields(file, embedded);
  const [image, hub, tag] = [['proxy', 'image'], ['hub'], ['tag']].map((path) =>
    fields.text(path.reduce<View>((found, key) => found.get(key), root.get('global'))),
  );
  const value = image?.value.includes('/')
    ? image.value
    : `${hub?.value ?? ''}/${image?.value ?? ''}:${tag?.value ?? ''}`;
  const revision = INJECTOR_CONFIG_MAP.exec(name)?.[1] ?? 'default';
  return {
    ...readStatements([], [root], fields),
    ...(image && { injected: { revision, image: { value, at: image.at } } }),
  };
}

function embeddedRoot(value: View): EmbeddedRoot | undefined {
  const embedded = value.embedded();
  if (embedded === undefined || value.type !== 'text') return undefined;
  const [document] = parseOne(value.file, embedded.text).documents;
  return document?.root.type === 'map' ? { root: document.root, embedded } : undefined;
}

/** Charts 1.1 to 1.4 print the switch at the head of the injection template. */
function rewrittenInTemplate(config: View): Located<boolean> | undefined {
  const embedded = config.embedded();
  const match = /^ *rewriteAppHTTPProbe: *(true|false) *$/m.exec(embedded?.text ?? '');
  if (!embedded || !match) return undefined;
  const start = match.index + match[0].indexOf('rewriteAppHTTPProbe');
  const end = match.index + match[0].trimEnd().length;
  const at = {
    file: config.file,
    start: embedded.offset(start),
    end: embedded.offset(end - 1) + 1,
  };
  return { value: match[1] === 'true', at };
}

/** The environment of a Deployment that runs pilot or istiod. */
export function readPilotDeployment(view: View): MeshSettings | undefined {
  const head = readHead(view);
  for (const container of view.get('spec', 'template', 'spec', 'containers').items()) {
    const image = container.get('image').text()?.value ?? '';
    if (!/(?:^|\/)(?:pilot|istiod)(?::|@|$)/.test(image)) continue;
    const variables = readPilotVariables(container.get('env'));
    if (Object.keys(variables).length === 0) continue;
    return { source: described(head).trimEnd(), at: head.at, ...variables, gateways: [] };
  }
  return undefined;
}

/** What a list of environment variables of pilot says. */
function readPilotVariables(
  env: View,
): Pick<MeshSettings, 'http10' | 'nativeSidecars' | 'inboundPassthrough'> {
  const written = (name: string): Located<string> | undefined =>
    env
      .items()
      .find((variable) => variable.get('name').text()?.value === name)
      ?.get('value')
      .text();
  const http10 = written('PILOT_HTTP10');
  const nativeSidecars = written('ENABLE_NATIVE_SIDECARS');
  const passthrough = written('PILOT_ENABLE_INBOUND_PASSTHROUGH');
  const inboundPassthrough = passthrough && {
    ...passthrough,
    value: passthrough.value.toLowerCase() !== 'false',
  };
  return {
    ...(http10 && { http10 }),
    ...(nativeSidecars && { nativeSidecars }),
    ...(inboundPassthrough && { inboundPassthrough }),
  };
}

/** A file given by the user: a MeshConfig itself, or any document that holds one. */
export function readMeshConfig(file: string, text: string): MeshSettings {
  for (const { root } of parseOne(file, text).documents) {
    const found = readAnySettings(file, root);
    if (found !== undefined) return found;
  }
  return { source: file, at: { file, start: 0, end: 0 }, gateways: [] };
}

/** A file with the networks of the mesh, given by the user. */
export function readMeshNetworks(file: string, text: string): MeshSettings {
  const roots = parseOne(file, text).documents.map(({ root }) => root);
  return {
    source: file,
    at: { file, start: 0, end: 0 },
    registries: roots.flatMap((root) => readNetworks(root.get('networks'), directFields)),
    gateways: [],
  };
}

function readAnySettings(file: string, root: View): MeshSettings | undefined {
  const kind = root.get('kind').text()?.value;
  if (kind === 'IstioOperator') return readIstioOperator(root);
  if (kind === 'ConfigMap') return readMeshConfigMap(root);
  if (root.type !== 'map') return undefined;
  const values = readHelmValues(file, root);
  if (values !== undefined) return values;
  return {
    source: file,
    at: root.at,
    ...readStatements([root], [], directFields),
    gateways: [],
  };
}
