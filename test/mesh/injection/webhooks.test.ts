import { expect, test } from 'vitest';
import {
  deadHooks,
  misaddressedHooks,
  overlappingHooks,
} from '../../../src/mesh/injection/webhooks.ts';
import { documents, meshOf, namespace, service } from '../mesh-of.ts';

interface Hook {
  readonly name?: string;
  readonly kind?: string;
  readonly selector?: object;
  readonly clientConfig?: object;
  readonly labels?: object;
}

function configuration(name: string, { kind = 'Mutating', labels = {}, ...hook }: Hook): string {
  const { name: hookName = 'injector.istio.io', selector, clientConfig = {} } = hook;
  return JSON.stringify({
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: `${kind}WebhookConfiguration`,
    metadata: { name, labels },
    webhooks: [{ name: hookName, namespaceSelector: selector, clientConfig }],
  });
}

const enabled = { matchLabels: { 'istio-injection': 'enabled' } };
const revision = (name: string) => ({ matchLabels: { 'istio.io/rev': name } });

test.each([
  ['the same labels', { selector: enabled }, { selector: enabled }, ['a: b', 'b: a']],
  ['other revisions', { selector: revision('x') }, { selector: revision('y') }, []],
  ['the same revision', { selector: revision('x') }, { selector: revision('x') }, ['a: b', 'b: a']],
  ['everything', { selector: revision('x') }, {}, ['a: b', 'b: a']],
  ["somebody else's", { selector: enabled }, { name: 'x.example.org' }, []],
  [
    "somebody else's, with a revision",
    { selector: enabled },
    { name: 'x.example.org', labels: { 'istio.io/rev': 'x' } },
    ['a: b', 'b: a'],
  ],
  ['one that validates', { selector: enabled }, { kind: 'Validating' }, []],
])('overlap: %s', (_name, a, b, expected) => {
  const mesh = meshOf(documents(configuration('a', a), configuration('b', b)));
  const said = overlappingHooks(mesh).map(
    ({ configuration: { name }, others }) =>
      `${name}: ${others.map((other) => other.configuration.name).join()}`,
  );
  expect(said).toEqual(expected);
});

const calling = (name: string) =>
  configuration('a', { clientConfig: { service: { name, namespace: 'istio-system' } } });
const istiod = service('istiod', 'istio-system', [{ port: 443 }]);

test.each([
  ['a Service that is there', documents(calling('istiod'), istiod), [], []],
  ['one that is not', documents(calling('istio'), istiod), ['istio'], ['istio']],
  ['no Services at all', calling('istiod'), [], ['istiod']],
  [
    'a namespace that is declared',
    documents(calling('x'), namespace('istio-system')),
    ['x'],
    ['x'],
  ],
  ['a template', documents(calling('istiod-${REVISION}'), istiod), [], []],
  ['a URL', configuration('a', { clientConfig: { url: 'https://x.org' } }), [], []],
])('control plane: %s', (_name, files, expected, whenComplete) => {
  const dead = (complete: boolean) =>
    deadHooks(meshOf(files, { complete })).map(({ webhook }) => webhook.service?.name.value);
  expect(dead(false)).toEqual(expected);
  expect(dead(true)).toEqual(whenComplete);
});

const at = (url: string | null | undefined, name = 'istio-sidecar-injector', kind = 'Mutating') =>
  configuration(name, { kind, clientConfig: { url } });

test.each([
  ['a name', at('https://istiod.example.org:15017/inject'), []],
  ['an address', at('https://10.0.0.1:15017/inject'), ['address']],
  ['an IPv6 address', at('https://[fd00::1]:15017/inject'), ['address']],
  ['no URL', at('istiod.example.org'), ['no-url']],
  ['nothing', at(undefined), ['none']],
  ['null', at(null), ['none']],
  ['a template', at('https://${HOST}/inject'), []],
  ['validation', at(null, 'istio-validator-x', 'Validating'), ['none']],
  ['the default validation', at(null, 'istiod-default-validator', 'Validating'), ['none']],
  ["somebody else's", at(null, 'cert-manager-webhook', 'Validating'), []],
])('address: %s', (_name, files, expected) => {
  expect(misaddressedHooks(meshOf(files)).map(({ fault }) => fault)).toEqual(expected);
});
