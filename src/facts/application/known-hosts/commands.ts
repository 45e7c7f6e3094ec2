import { http, https, type Provider } from './provider.ts';

/** What a command fetches when it runs in the pod; in a Dockerfile it runs while the image is built, outside the mesh. */
export const commands: readonly Provider[] = [
  {
    id: 'pip',
    title: 'Python packages',
    commands: [
      'pip install',
      'pip3 install',
      'python -m pip install',
      'uv pip install',
      'poetry install',
      'pipenv install',
    ],
    overriddenBy: [
      'PIP_INDEX_URL',
      'PIP_NO_INDEX',
      'UV_INDEX_URL',
      'UV_DEFAULT_INDEX',
      '--index-url',
      '-i',
      '--no-index',
      'pip.conf',
    ],
    hosts: [https('pypi.org'), https('files.pythonhosted.org')],
    confidence: 'high',
    sources: ['https://packaging.python.org/en/latest/specifications/simple-repository-api/'],
  },
  {
    id: 'gem',
    title: 'Ruby gems',
    commands: ['gem install', 'bundle install'],
    hosts: [https('rubygems.org'), https('index.rubygems.org')],
    confidence: 'high',
    sources: [
      'https://github.com/rubygems/rubygems/blob/69ec4a3a5f/bundler/lib/bundler/fetcher/base.rb',
      'https://github.com/rubygems/rubygems/blob/69ec4a3a5f/bundler/lib/bundler/cli.rb',
    ],
  },
  {
    id: 'gradle',
    title: 'Gradle wrapper',
    commands: ['./gradlew', 'gradle'],
    hosts: [https('services.gradle.org')],
    confidence: 'high',
    sources: ['https://github.com/gradle/gradle-distributions/blob/5b27475/README.md'],
  },
  {
    id: 'composer',
    title: 'Composer packages',
    commands: ['composer install', 'composer update'],
    hosts: [https('repo.packagist.org')],
    confidence: 'high',
    sources: [
      'https://github.com/composer/composer/blob/eba7baa59/src/Composer/Command/DiagnoseCommand.php',
    ],
  },
  {
    id: 'conda',
    title: 'Conda packages',
    commands: ['conda install', 'conda create', 'mamba install'],
    hosts: [https('repo.anaconda.com'), https('conda.anaconda.org')],
    confidence: 'high',
    sources: ['https://github.com/conda/conda/blob/0f64223fb/conda/base/constants.py'],
  },
  {
    id: 'apk',
    title: 'Alpine packages',
    commands: ['apk add', 'apk update', 'apk upgrade'],
    hosts: [
      http('dl-cdn.alpinelinux.org', 'images that list http mirrors'),
      https('dl-cdn.alpinelinux.org', 'newer images that list https mirrors'),
    ],
    confidence: 'high',
    sources: [
      'https://github.com/alpinelinux/docker-alpine/blob/cfaba60/README.adoc',
      'https://github.com/alpinelinux/docker-alpine/blob/cfaba60/tests/common.bats',
    ],
  },
  {
    id: 'hf-cli',
    title: 'Hugging Face command line',
    commands: ['huggingface-cli download', 'hf download'],
    hosts: [https('huggingface.co'), https('*.hf.co')],
    confidence: 'high',
    sources: [
      'https://github.com/huggingface/huggingface_hub/blob/ee0a4510f/src/huggingface_hub/constants.py',
    ],
  },
];
