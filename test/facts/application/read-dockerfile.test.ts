import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  isDockerfilePath,
  readDockerfile,
} from '../../../src/facts/application/read-dockerfile.ts';

const TEXT = `# syntax=docker/dockerfile:1
ARG NGINX=1.19
ARG REPO
FROM node:20 AS build
RUN npm ci && \\
    npm run build
FROM \${REPO:-docker.io}/nginx:$NGINX-alpine
COPY --from=build /app/dist /usr/share/nginx/html/
COPY nginx.conf extra.conf /etc/nginx/
ENV API_URL=https://api.net/v1 MODE="a b"
ENV OLD https://old.net
CMD ["sh", "-c", "run --say \\"a\\" --to=https://x.net"]
CMD ["nginx", "-g", "daemon off;"]
ENTRYPOINT /entry.sh https://start.net
`;

test('stages, images with the defaults of their arguments, copies, variables and the last command are read', () => {
  const { stages } = readDockerfile('app/Dockerfile', TEXT).dockerfile;
  expect(stages.map(({ name, image }) => [name, image.value])).toEqual([
    ['build', 'node:20'],
    [undefined, 'docker.io/nginx:1.19-alpine'],
  ]);
  const [build, last] = stages;
  expect(build?.runs.map(({ value }) => value)).toEqual(['npm ci && \\\n    npm run build']);
  expect(
    last?.copies.map(({ sources, destination, from }) => ({ sources, destination, from })),
  ).toEqual([
    { sources: ['/app/dist'], destination: '/usr/share/nginx/html/', from: 'build' },
    { sources: ['nginx.conf', 'extra.conf'], destination: '/etc/nginx/', from: undefined },
  ]);
  expect(last?.env.map(({ name, value }) => [name, value.value])).toEqual([
    ['API_URL', 'https://api.net/v1'],
    ['MODE', 'a b'],
    ['OLD', 'https://old.net'],
  ]);
  expect(last?.env.flatMap(({ hosts }) => hosts.map(({ host }) => host))).toEqual([
    'api.net',
    'old.net',
  ]);
  expect(last?.command.map(({ value }) => value)).toEqual([
    '/entry.sh',
    'https://start.net',
    'nginx',
    '-g',
    'daemon off;',
  ]);
  expect(last?.commandHosts.map(({ host }) => host)).toEqual(['start.net']);
});

test('places are those of the words', () => {
  const { stages } = readDockerfile('app/Dockerfile', TEXT).dockerfile;
  const written = ({ start, end }: { start: number; end: number }) => TEXT.slice(start, end);
  expect(stages.map(({ image }) => written(image.at))).toEqual([
    'node:20',
    '${REPO:-docker.io}/nginx:$NGINX-alpine',
  ]);
  expect(stages[1]?.env.flatMap(({ hosts }) => hosts.map(({ at }) => written(at)))).toEqual([
    'api.net',
    'old.net',
  ]);
  expect(stages[1]?.commandHosts.map(({ at }) => written(at))).toEqual(['start.net']);
});

const WRITTEN: readonly (readonly [instruction: string, path: string, text: string])[] = [
  ['COPY <<EOF /etc/nginx/a.conf\nset $a \\$uri;\nEOF\n', '/etc/nginx/a.conf', 'set $a $uri;'],
  ["COPY <<'EOF' /etc/nginx/a.conf\nset $a \\$uri;\nEOF\n", '/etc/nginx/a.conf', 'set $a \\$uri;'],
  ['COPY <<a.conf /etc/nginx/\nx;\na.conf\n', '/etc/nginx/a.conf', 'x;'],
  ["RUN echo 'server { listen 80; }' > /a", '/a', 'server { listen 80; }\n'],
  ['RUN echo "proxy_pass http://x/\\$uri;" >/a', '/a', 'proxy_pass http://x/$uri;\n'],
  ["RUN rm -f /a && echo -e 'a;\\n\\\n b;' > /a && ls", '/a', 'a;\n b;\n'],
  ["RUN echo 'a;' > /a \\\n # why\n && echo 'b;' >> /a", '/a', 'a;\nb;\n'],
  ["RUN printf 'a;\\nb;\\n' > /a", '/a', 'a;\nb;\n'],
  ["RUN printf '%s\\n' 'a;' 'b;' > /a", '/a', 'a;\nb;\n'],
  ["RUN { echo 'a;'; echo 'b;'; } > /a", '/a', 'a;\nb;\n'],
  ["RUN ( echo 'a;' && echo 'b;' ) > /a", '/a', 'a;\nb;\n'],
  ["RUN echo 'a;' | tee /a > /dev/null", '/a', 'a;\n'],
  ['RUN cat <<EOF > /a\nx \\$y;\nEOF\n', '/a', 'x $y;'],
  ["RUN cat > /a <<'EOF'\nx;\nEOF\n", '/a', 'x;'],
  ["RUN echo 'a' 2>/dev/null > /a", '/a', 'a\n'],
];

test.each(WRITTEN)('%j writes %s', (instruction, path, text) => {
  const file = `FROM nginx\n${instruction}`;
  const { writtenFiles } = readDockerfile('Dockerfile', file);
  expect(writtenFiles.map((written) => [written.path, written.text])).toEqual([[path, text]]);
  const offset = writtenFiles[0]?.offset ?? (() => -1);
  for (const [index, character] of [...text].entries()) {
    if (/[a-z{};]/.test(character)) expect(file.charAt(offset(index))).toBe(character);
  }
});

test.each([
  'RUN echo hello',
  'RUN cat /b > /a',
  'RUN sed -i s/a/b/ /a > /c',
  'RUN ["echo", "x", ">", "/a"]',
  'RUN echo x > /dev/null',
])('%j writes no text of its own', (instruction) => {
  expect(readDockerfile('Dockerfile', `FROM a\n${instruction}\n`).writtenFiles).toEqual([]);
});

test.each(['Dockerfile', 'a/web.Dockerfile', 'Dockerfile.prod', 'Containerfile'])(
  '%s is a Dockerfile',
  (path) => {
    expect(isDockerfilePath(path)).toBe(true);
  },
);

test.each(['dockerfiles.md', 'a/Dockerfile/b.txt', 'docker.yaml'])('%s is none', (path) => {
  expect(isDockerfilePath(path)).toBe(false);
});

test('broken and hostile files are read without an exception, in linear time', () => {
  for (let end = 0; end < TEXT.length; end += 7) readDockerfile('Dockerfile', TEXT.slice(0, end));
  for (const piece of [
    "RUN '",
    'FROM a\n',
    'RUN ( ',
    'COPY <<A /b\n',
    'ENV ${',
    'RUN \\\n',
    '[',
    'RUN echo {\n',
  ]) {
    readDockerfile('Dockerfile', `FROM a\n${piece.repeat(Math.floor(120_000 / piece.length))}`);
    readDockerfile('Dockerfile', `FROM a\nRUN ${piece.slice(4).repeat(40_000)}`);
  }
});

const shared = join(import.meta.dirname, '../../../../shared/corpus/repos');
const dockerfile = join(shared, 'Alsairy+AttendancePro/src/frontend/Dockerfile');

test.skipIf(!existsSync(dockerfile))(
  'a real heredoc is found at its place (skipped: no ../shared)',
  () => {
    const text = readFileSync(dockerfile, 'utf8');
    const [written] = readDockerfile('Dockerfile', text).writtenFiles;
    expect(written?.path).toBe('/etc/nginx/conf.d/default.conf');
    const index = written?.text.indexOf('proxy_pass') ?? -1;
    expect(written?.offset(index)).toBe(text.indexOf('proxy_pass'));
  },
);
