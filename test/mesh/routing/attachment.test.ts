import { expect, test } from 'vitest';
import { readFacts } from '../../../src/facts/read.ts';
import { declaredIn } from '../../../src/mesh/objects/declared.ts';
import { documents, meshOf, namespace, object } from '../mesh-of.ts';

const api = (kind: string, name: string, inNamespace: string, spec: object) =>
  object('gateway.networking.k8s.io/v1', kind, name, inNamespace, spec);
const gateway = (...listeners: readonly object[]) =>
  api('Gateway', 'public', 'edge', { listeners });
const http = { name: 'http', port: 80, protocol: 'HTTP' };
const from = (namespaces: object) => ({ ...http, allowedRoutes: { namespaces } });
const all = from({ from: 'All' });
const selector = (matchLabels: object) => from({ from: 'Selector', selector: { matchLabels } });

interface Asked {
  readonly parent?: object;
  readonly inNamespace?: string;
  readonly kind?: string;
  readonly hostnames?: readonly string[];
}

/** The refusal, or the hostnames that are served, of the only route. */
function answer(
  text: string,
  { parent = {}, inNamespace = 'shop', kind = 'HTTPRoute', hostnames = ['a.example'] }: Asked,
  options: Parameters<typeof meshOf>[1] = {},
): string | readonly string[] {
  const parentRefs = [{ name: 'public', namespace: 'edge', ...parent }];
  const route = api(kind, 'web', inNamespace, { parentRefs, hostnames });
  const mesh = meshOf(documents(text, route), options);
  const [found] = mesh.all('KubernetesRoute');
  const [asked] = found?.parents ?? [];
  const attachment = found && asked && mesh.routing.attachment(asked, found);
  if (attachment === undefined) return 'unknown';
  return attachment.refusal ?? attachment.served.map(({ value }) => value);
}

const TAKEN = ['a.example'];

test.each([
  ['no name', {}, TAKEN],
  ['its name', { sectionName: 'http' }, TAKEN],
  ['its port', { port: 80 }, TAKEN],
  ['name and port', { sectionName: 'http', port: 80 }, TAKEN],
  ['a name that is filled in', { sectionName: '${NAME}' }, TAKEN],
  ['another name', { sectionName: 'https' }, 'listener'],
  ['another port', { port: 8080 }, 'listener'],
  ['its name on another port', { sectionName: 'http', port: 8080 }, 'listener'],
  ['another Gateway', { name: 'internal' }, 'unknown'],
  ['a Service', { group: '', kind: 'Service' }, 'unknown'],
])('a listener by %s', (_name, parent, wanted) => {
  expect(answer(gateway(all), { parent })).toEqual(wanted);
});

const shop = namespace('shop', { team: 'shop' });

test.each([
  ['nothing, from its namespace', http, { inNamespace: 'edge' }, TAKEN],
  ['nothing, from another', http, {}, 'namespace'],
  ['nothing, from one that is not known', http, { inNamespace: '' }, TAKEN],
  ['Same', from({ from: 'Same' }), {}, 'namespace'],
  ['All', all, {}, TAKEN],
  ['labels it has', selector({ team: 'shop' }), {}, TAKEN],
  ['labels it has not', selector({ team: 'data' }), {}, 'namespace'],
  ['labels that are filled in', selector({ team: '${TEAM}' }), {}, TAKEN],
  ['its name', selector({ 'kubernetes.io/metadata.name': 'shop' }), {}, TAKEN],
  ['labels of a Namespace from elsewhere', selector({ team: 'a' }), { inNamespace: 'data' }, TAKEN],
  [
    'the name of another',
    selector({ 'kubernetes.io/metadata.name': 'shop' }),
    { inNamespace: 'data' },
    'namespace',
  ],
])('open to %s', (_name, listener, asked, wanted) => {
  expect(answer(documents(shop, gateway(listener)), asked)).toEqual(wanted);
});

const kinds = (...names: readonly string[]) => ({
  ...http,
  allowedRoutes: { namespaces: { from: 'All' }, kinds: names.map((kind) => ({ kind })) },
});

test.each([
  ['HTTP', all, 'GRPCRoute', TAKEN],
  ['HTTPS', { ...all, protocol: 'HTTPS' }, 'HTTPRoute', TAKEN],
  ['TLS', { ...all, protocol: 'TLS' }, 'HTTPRoute', 'kind'],
  ['TCP', { ...all, protocol: 'TCP' }, 'GRPCRoute', 'kind'],
  ['the kind', kinds('HTTPRoute', 'GRPCRoute'), 'GRPCRoute', TAKEN],
  ['another kind', kinds('HTTPRoute'), 'GRPCRoute', 'kind'],
])('of %s', (_name, listener, kind, wanted) => {
  expect(answer(gateway(listener), { kind })).toEqual(wanted);
});

test.each([
  ['a.example', ['a.example', 'b.example'], ['a.example']],
  ['*.example', ['a.example', 'example'], ['a.example']],
  ['a.example', ['*.example'], ['*.example']],
  ['', ['a.example'], ['a.example']],
  ['${HOST}', ['a.example'], ['a.example']],
  ['a.example', ['${HOST}'], ['${HOST}']],
  ['a.example', ['b.example'], []],
])('listening for %s, %o: %o', (hostname, hostnames, wanted) => {
  const others = { ...all, name: 'other', hostname: 'b.example', port: 8080 };
  const text = gateway({ ...all, hostname }, others);
  expect(answer(text, { parent: { port: 80 }, hostnames })).toEqual(wanted);
});

test('one of several listeners is enough', () => {
  expect(answer(gateway(http, { ...all, name: 'open' }), {})).toEqual(TAKEN);
});

test('nothing is known of Gateways without listeners, of waypoints, and of one with variants', () => {
  const waypoint = api('Gateway', 'public', 'edge', {
    gatewayClassName: 'istio-waypoint',
    listeners: [http],
  });
  expect(answer(gateway(), {})).toBe('unknown');
  expect(answer(waypoint, {})).toBe('unknown');
  const texts = { 'a.yaml': gateway(http), 'b.yaml': gateway(all) };
  const declared = declaredIn(() =>
    Object.entries(texts).map(([file, text]) => readFacts(file, text)),
  );
  expect(answer(gateway(http), {}, { declared })).toBe('unknown');
});
