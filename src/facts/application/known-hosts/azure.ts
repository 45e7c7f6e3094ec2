import { https, type Provider } from './provider.ts';

/** Microsoft Azure. */
export const azure: readonly Provider[] = [
  {
    id: 'azure-identity',
    title: 'Azure credentials',
    packages: {
      pypi: ['azure-identity', 'msal'],
      npm: ['@azure/identity', '@azure/msal-node'],
      go: ['github.com/Azure/azure-sdk-for-go/sdk/azidentity'],
      maven: ['com.azure:azure-identity', 'com.microsoft.azure:msal4j'],
      nuget: ['Azure.Identity', 'Microsoft.Identity.Client'],
    },
    variables: ['AZURE_CLIENT_ID'],
    overriddenBy: ['AZURE_AUTHORITY_HOST'],
    hosts: [https('login.microsoftonline.com')],
    confidence: 'high',
    sources: [
      'https://github.com/Azure/azure-sdk-for-python/blob/0002805/sdk/identity/azure-identity/azure/identity/_constants.py',
      'https://github.com/AzureAD/microsoft-authentication-library-for-python/blob/7db6c2c/msal/application.py',
    ],
  },
  {
    id: 'azure-storage',
    title: 'Azure Storage',
    packages: {
      pypi: [
        'azure-storage-blob',
        'azure-storage-queue',
        'azure-storage-file-share',
        'azure-storage-file-datalake',
      ],
      npm: ['@azure/storage-blob', '@azure/storage-queue'],
      go: ['github.com/Azure/azure-sdk-for-go/sdk/storage/azblob'],
      maven: ['com.azure:azure-storage-blob'],
      nuget: ['Azure.Storage.Blobs'],
    },
    variables: ['AZURE_STORAGE_CONNECTION_STRING', 'AZURE_STORAGE_ACCOUNT'],
    hosts: [
      https('{AZURE_STORAGE_ACCOUNT}.blob.core.windows.net'),
      https('{AZURE_STORAGE_ACCOUNT}.queue.core.windows.net', 'queues'),
      https('{AZURE_STORAGE_ACCOUNT}.table.core.windows.net', 'tables'),
      https('{AZURE_STORAGE_ACCOUNT}.file.core.windows.net', 'files'),
      https('{AZURE_STORAGE_ACCOUNT}.dfs.core.windows.net', 'data lake'),
    ],
    needs: ['azure-identity'],
    confidence: 'high',
    sources: [
      'https://learn.microsoft.com/en-us/answers/questions/2154467/azure-api-url-whitelist-acceptance-questions',
    ],
  },
];
