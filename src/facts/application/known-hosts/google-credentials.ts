import { http, https, type Provider } from './provider.ts';

/** Credentials of Google Cloud. */
export const googleCredentials: readonly Provider[] = [
  {
    id: 'gcp-adc',
    title: 'Google credentials from the metadata server',
    packages: {
      pypi: ['google-auth'],
      npm: ['google-auth-library', 'gcp-metadata'],
      go: ['golang.org/x/oauth2/google', 'cloud.google.com/go/compute/metadata'],
      maven: ['com.google.auth:google-auth-library-oauth2-http'],
      rubygems: ['googleauth'],
      nuget: ['Google.Apis.Auth'],
    },
    overriddenBy: [
      'GOOGLE_APPLICATION_CREDENTIALS',
      'GCE_METADATA_HOST',
      'GCE_METADATA_ROOT',
      'GCE_METADATA_IP',
      '-credential_file',
      '--credentials-file',
    ],
    hosts: [http('metadata.google.internal')],
    confidence: 'high',
    sources: [
      'https://github.com/googleapis/google-auth-library-python/blob/2ea24b03/google/auth/compute_engine/_metadata.py',
      'https://github.com/kubernetes/ingress-gce/blob/acbcf5d66/vendor/cloud.google.com/go/compute/metadata/metadata.go',
      'https://github.com/googleapis/gcp-metadata/blob/b49d1da/src/index.ts',
      'https://github.com/googleapis/google-auth-library-java/blob/293240e7/oauth2_http/java/com/google/auth/oauth2/ComputeEngineCredentials.java',
      'https://github.com/googleapis/google-auth-library-ruby/blob/d8ce973/lib/googleauth/compute_engine.rb',
    ],
  },
  {
    id: 'gcp-oauth-token',
    title: 'Google OAuth 2 tokens for a key file',
    variables: ['GOOGLE_APPLICATION_CREDENTIALS'],
    hosts: [
      https('oauth2.googleapis.com'),
      https(
        'accounts.google.com',
        'a google-auth of before August 2018, or a key file that names it',
      ),
    ],
    confidence: 'high',
    sources: [
      'https://github.com/googleapis/google-auth-library-python/blob/2ea24b03/google/oauth2/service_account.py',
      'https://github.com/googleapis/google-auth-library-java/blob/293240e7/oauth2_http/java/com/google/auth/oauth2/OAuth2Utils.java',
      'https://github.com/googleapis/google-auth-library-nodejs/blob/a95b8272/src/auth/oauth2client.ts',
      'https://github.com/googleapis/google-auth-library-python/commit/b7eb1a78',
      'https://github.com/googleapis/oauth2client/blob/50d2053/oauth2client/__init__.py',
    ],
  },
  {
    id: 'gcp-wif-external',
    title: 'Google workload identity federation',
    packages: {
      pypi: ['google-cloud-iam'],
      npm: ['@google-cloud/iam-credentials'],
      go: ['cloud.google.com/go/iam/credentials/apiv1'],
      nuget: ['Google.Cloud.Iam.Credentials.V1'],
    },
    variables: ['GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES'],
    hosts: [
      https('sts.googleapis.com'),
      https('iamcredentials.googleapis.com', 'a service account is impersonated'),
    ],
    confidence: 'high',
    sources: [
      'https://github.com/googleapis/google-auth-library-python/blob/2ea24b03/google/auth/identity_pool.py',
      'https://github.com/googleapis/google-auth-library-python/blob/2ea24b03/google/auth/iam.py',
      'https://github.com/googleapis/googleapis/blob/f8291d2b89/google/iam/credentials/v1/iamcredentials.proto',
    ],
  },
];
