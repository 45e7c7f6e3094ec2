import { expect, test } from 'vitest';
import { answerEgress } from '../../../src/mesh/egress/egress-questions.ts';
import { metadataFaults } from '../../../src/mesh/egress/metadata-faults.ts';
import { deployment, documents, meshOf, NAMESPACE, serviceEntry } from './project.ts';

const NAME = 'metadata.google.internal';
const ADDRESS = '  addresses: [169.254.169.254]\n';

test.each([
  ['nothing', [], '1.20', false, false],
  ['the name', [serviceEntry(NAME, 80, 'HTTP')], '1.20', true, false],
  ['name and address', [serviceEntry(NAME, 80, 'HTTP', ADDRESS)], '1.20', true, true],
  [
    'name and address as a range of one',
    [serviceEntry(NAME, 80, 'HTTP', '  addresses: [169.254.169.254/32]\n')],
    '1.20',
    true,
    true,
  ],
  [
    'a wider range',
    [serviceEntry(NAME, 80, 'HTTP', '  addresses: [169.254.0.0/16]\n')],
    '1.20',
    true,
    false,
  ],
  ['TCP on the address', [serviceEntry('meta.tools', 80, 'TCP', ADDRESS)], '1.20', true, true],
  ['TLS on another port', [serviceEntry(NAME, 443, 'HTTPS', ADDRESS)], '1.20', false, false],
  ['a wildcard', [serviceEntry('*.google.internal', 80, 'HTTP')], '1.20', true, false],
  [
    'two entries',
    [serviceEntry(NAME, 80, 'HTTP'), serviceEntry('meta.tools', 80, 'HTTP', ADDRESS)],
    '1.20',
    true,
    true,
  ],
  [
    'the address as host on Istio 1.0',
    [serviceEntry('169.254.169.254', 80, 'HTTP')],
    '1.0.6',
    false,
    true,
  ],
  [
    'the address as host on Istio 1.1',
    [serviceEntry('169.254.169.254', 80, 'HTTP')],
    '1.1.0',
    false,
    false,
  ],
])('%s', (_, entries, istioVersion, byName, byAddress) => {
  const egress = answerEgress(
    meshOf({ 'a.yaml': documents(NAMESPACE, ...entries) }, { istioVersion }),
  );
  expect(egress.metadataAdmission('shop')).toEqual({ byName, byAddress });
});

test.each([
  ['the name', serviceEntry(NAME, 80, 'HTTP'), ['no-address']],
  [
    'the name with an endpoint',
    serviceEntry(
      NAME,
      80,
      'HTTP',
      '  resolution: STATIC\n  endpoints: [{address: 169.254.169.254}]\n',
    ),
    [],
  ],
  ['name and address', serviceEntry(NAME, 80, 'HTTP', ADDRESS), []],
  ['a template', serviceEntry(NAME, 80, 'HTTP', '  addresses: ["${METADATA}"]\n'), []],
  ['the address of another cloud', serviceEntry('imds.tools.net', 80, 'HTTP', ADDRESS), []],
  ['port 443', serviceEntry(NAME, 443, 'HTTPS', ADDRESS), ['port']],
  ['TLS on port 80', serviceEntry(NAME, 80, 'TLS', ADDRESS), ['protocol']],
  ['the address as host', serviceEntry('169.254.169.254', 80, 'HTTP'), ['address-as-host']],
])('an entry with %s has the faults %j', (_, entry, kinds) => {
  const mesh = meshOf({ 'a.yaml': entry });
  expect(metadataFaults(mesh, []).map(({ kind }) => kind)).toEqual(kinds);
});

test.each([
  ['GOOGLE_APPLICATION_CREDENTIALS', 0],
  ['GCE_METADATA_HOST', 0],
  ['OTHER', 1],
])('a library with the variable %s asks the metadata server: %i', (name, count) => {
  const mesh = meshOf({
    'a.yaml': documents(NAMESPACE, deployment('api', `env: [{name: ${name}, value: x}]`)),
    'api/requirements.txt': 'google-cloud-storage\n',
  });
  expect(answerEgress(mesh).metadataCalls()).toHaveLength(count);
});
