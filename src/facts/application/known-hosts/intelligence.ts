import { https, type Provider } from './provider.ts';

/** Hosted language models and the hubs that models come from. */
export const intelligence: readonly Provider[] = [
  {
    id: 'openai',
    title: 'OpenAI',
    packages: {
      pypi: ['openai', 'langchain-openai'],
      npm: ['openai', '@langchain/openai'],
      go: ['github.com/openai/openai-go', 'github.com/sashabaranov/go-openai'],
      maven: ['com.openai:openai-java'],
      nuget: ['OpenAI'],
    },
    variables: ['OPENAI_API_KEY'],
    overriddenBy: ['OPENAI_BASE_URL'],
    hosts: [https('api.openai.com')],
    confidence: 'high',
    sources: [
      'https://github.com/openai/openai-python/blob/e43b4224/src/openai/_client.py',
      'https://github.com/openai/openai-node/blob/7b7d6ca7/src/client.ts',
    ],
  },
  {
    id: 'anthropic',
    title: 'Anthropic',
    packages: {
      pypi: ['anthropic', 'langchain-anthropic'],
      npm: ['@anthropic-ai/sdk'],
      go: ['github.com/anthropics/anthropic-sdk-go'],
    },
    variables: ['ANTHROPIC_API_KEY'],
    overriddenBy: ['ANTHROPIC_BASE_URL'],
    hosts: [https('api.anthropic.com')],
    confidence: 'high',
    sources: [
      'https://github.com/anthropics/anthropic-sdk-python/blob/009b0353/src/anthropic/_client.py',
    ],
  },
  {
    id: 'mistral',
    title: 'Mistral AI',
    packages: { pypi: ['mistralai'], npm: ['@mistralai/mistralai'] },
    hosts: [https('api.mistral.ai')],
    confidence: 'high',
    sources: [
      'https://github.com/mistralai/client-python/blob/05629d23/src/mistralai/client/sdkconfiguration.py',
    ],
  },
  {
    id: 'huggingface',
    title: 'Hugging Face Hub',
    packages: {
      pypi: [
        'huggingface-hub',
        'transformers',
        'datasets',
        'diffusers',
        'sentence-transformers',
        'tokenizers',
      ],
      npm: ['@huggingface/hub', '@huggingface/inference'],
    },
    overriddenBy: ['HF_ENDPOINT'],
    hosts: [
      https('huggingface.co'),
      https('*.hf.co', 'file downloads are redirected to content hosts'),
      https('api-inference.huggingface.co', 'inference API'),
      https('datasets-server.huggingface.co', 'datasets server'),
    ],
    confidence: 'high',
    sources: [
      'https://github.com/huggingface/huggingface_hub/blob/ee0a4510f/src/huggingface_hub/constants.py',
    ],
  },
  {
    id: 'wandb',
    title: 'Weights & Biases',
    packages: { pypi: ['wandb'] },
    variables: ['WANDB_API_KEY'],
    overriddenBy: ['WANDB_BASE_URL'],
    hosts: [https('api.wandb.ai')],
    confidence: 'high',
    sources: ['https://github.com/wandb/wandb/blob/b6e2950588/wandb/apis/public/api.py'],
  },
];
