import { expect, test } from 'vitest';
import type { Dependency } from '../../../src/facts/application/dependency.ts';
import {
  packageName,
  providersOfCommand,
  providersOfDependency,
  providersOfImage,
  providersOfVariable,
  withNeeds,
} from '../../../src/facts/application/known-hosts/find-providers.ts';
import { meantHost } from '../../../src/facts/application/known-hosts/misspellings.ts';
import { providers } from '../../../src/facts/application/known-hosts/providers.ts';

test('ids are unique', () => {
  const ids = providers.map(({ id }) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  expect(ids.length).toBeGreaterThan(90);
});

test.each(providers.map((provider) => [provider.id, provider] as const))(
  'the provider %s is complete',
  (_, provider) => {
    const triggers = [provider.commands, provider.images, provider.variables].flatMap(
      (x) => x ?? [],
    );
    expect(triggers.length + Object.values(provider.packages ?? {}).flat().length).toBeGreaterThan(
      0,
    );
    expect(provider.hosts.length).toBeGreaterThan(0);
    expect(provider.sources.length).toBeGreaterThan(0);
    for (const source of provider.sources) expect(source).toMatch(/^https:\/\/[^\s()]+$/);
    for (const { host, port, protocol } of provider.hosts) {
      expect(host).toMatch(
        /^(\*\.)?([a-z0-9-]+|\{[A-Z0-9_]+\}(-[a-z0-9-]+)?|[a-z0-9-]+-\{[A-Z0-9_]+\})(\.([a-z0-9-]+|\{[A-Z0-9_]+\}))*$/,
      );
      expect(port).toBeGreaterThan(0);
      expect(port).toBeLessThan(65536);
      expect(protocol).toBe(port === 443 ? 'HTTPS' : port === 80 ? 'HTTP' : 'TCP');
    }
    for (const id of provider.needs ?? []) expect(providers.map((other) => other.id)).toContain(id);
  },
);

test('no host is one that only nodes and build machines call', () => {
  const hosts = providers.flatMap((provider) => provider.hosts.map(({ host }) => host));
  const bad = hosts.filter((host) =>
    /(^|\.)(npmjs|yarnpkg|debian|ubuntu|docker|gcr|quay|ghcr|pkg)\./.test(host),
  );
  expect(bad).toEqual([]);
  expect(hosts.filter((host) => /^\d/.test(host))).toEqual([]);
});

function dependency(ecosystem: Dependency['ecosystem'], name: string): Dependency {
  return { ecosystem, name: { value: name, at: { file: 'f', start: 0, end: 1 } }, version: '' };
}

test.each([
  ['pypi', 'Google_Cloud.Storage', ['gcs']],
  ['go', 'github.com/stripe/stripe-go/v76', ['stripe']],
  ['go', 'cloud.google.com/go/monitoring', ['monitoring']],
  ['go', 'cloud.google.com/go', []],
  ['npm', '@google-cloud/pubsub', ['pubsub']],
  ['nuget', 'google.cloud.storage.v1', ['gcs']],
  ['npm', 'constructor', []],
  ['pypi', '__proto__', []],
] as const)('the %s package %s calls %j', (ecosystem, name, ids) => {
  expect(providersOfDependency(dependency(ecosystem, name)).map(({ id }) => id)).toEqual(ids);
});

test.each([
  ['pip install -r requirements.txt && python app.py', ['pip']],
  ['/usr/bin/pip install x', ['pip']],
  ['set -e\npip3 install x\nexec run', ['pip']],
  ['pip installation', []],
  ['# pip install x', []],
  ['echo pip install x', []],
  ['mypip install x', []],
  ['gsutil cp gs://a/b .', ['gsutil']],
])('the command %j calls %j', (text, ids) => {
  expect(providersOfCommand(text).map(({ provider }) => provider.id)).toEqual(ids);
});

test('images are known without their tag, variables by name', () => {
  const ids = providersOfImage('gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.8.0').map(
    ({ id }) => id,
  );
  expect(ids).toEqual(['cloudsql-connector']);
  expect(providersOfVariable('STRIPE_API_KEY').map(({ id }) => id)).toEqual(['stripe']);
});

test('what a provider needs comes with it', () => {
  const gcs = providers.find(({ id }) => id === 'gcs');
  expect(gcs && withNeeds(gcs).map(({ id }) => id)).toEqual(['gcs', 'gcp-adc']);
});

test('Go packages are compared by their modules', () => {
  expect(packageName('go', 'cloud.google.com/go/iam/credentials/apiv1')).toBe(
    'cloud.google.com/go/iam/credentials',
  );
});

test.each([
  ['www.googleapi.com', 'www.googleapis.com'],
  ['storage.goggleapis.com', 'storage.googleapis.com'],
  ['sqs.us-east-1.amazonasw.com', 'sqs.us-east-1.amazonaws.com'],
  ['metadata.google.intenal', 'metadata.google.internal'],
  ['metadata.google.com', 'metadata.google.internal'],
  ['storage.google.com', 'storage.googleapis.com'],
  ['api.launchdarkley.com', 'api.launchdarkly.com'],
  ['www.googleapis.com', undefined],
  ['new-service.googleapis.com', undefined],
  ['googleapis.cn', undefined],
  ['metadata.google.internal', undefined],
  ['slacks.com', undefined],
  ['strike.com', undefined],
  ['intercom.com', undefined],
  ['', undefined],
])('who writes %s means %s', (host, meant) => {
  expect(meantHost(host)).toBe(meant);
});

test.each([
  ['gsutil cp a gs://b', 1],
  ['bash -c "gsutil cp a gs://b"', 1],
  ['subprocess.run(["gsutil", "cp"])', 1],
  ['. wait-to-complete.sh "init.sh" "cloud_sql_proxy"', 0],
  ['pkill cloud_sql_proxy', 0],
  ['killall -q cloud_sql_proxy', 0],
  ['command -v gsutil || exit 1', 0],
])('%s runs %d known commands', (text, count) => {
  expect(providersOfCommand(text)).toHaveLength(count);
});
