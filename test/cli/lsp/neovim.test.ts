import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { expect, test } from 'vitest';
import { DEPLOYMENT, folderWith, nginxConfigMap, SERVICE } from '../run.ts';
import { CLI } from './client.ts';

const SCRIPT = join(import.meta.dirname, 'neovim.lua');
const isHere = spawnSync('nvim', ['--version']).status === 0;

const NGINX = nginxConfigMap(
  'location / {',
  '  proxy_pass http://api.shop.svc.cluster.local;',
  '}',
);

test.skipIf(!isHere)(
  `Neovim opens a manifest, shows the finding, applies the fix and sees it go${isHere ? '' : ' (skipped: no nvim)'}`,
  { timeout: 90_000 },
  () => {
    const folder = folderWith({
      'web.yaml': DEPLOYMENT,
      'nginx.yaml': NGINX,
      'api.yaml': SERVICE.replaceAll('name: shop', 'name: api'),
      'home/.keep': '',
    });
    const output = join(folder, 'home/output.jsonl');
    const { error, stderr } = spawnSync('nvim', ['--headless', '-u', 'NONE', '-n', '-S', SCRIPT], {
      cwd: folder,
      encoding: 'utf8',
      timeout: 80_000,
      env: {
        PATH: process.env.PATH,
        HOME: join(folder, 'home'),
        NODE: process.execPath,
        SERVER: CLI,
        FOLDER: folder,
        MANIFEST: join(folder, 'nginx.yaml'),
        OUTPUT: output,
      },
    });
    assert.equal(error, undefined, stderr);
    const steps = readFileSync(output, 'utf8').trim().split('\n');
    const seen = Object.fromEntries(
      steps.map((line) => {
        const { step, value } = JSON.parse(line);
        return [step, value];
      }),
    );
    expect(seen).toMatchObject({
      found: ['10:20 meshlint http10-proxy-pass'],
      applied: expect.stringContaining('proxy_http_version'),
      left: 0,
      stopped: true,
    });
    expect(seen.text).toContain('        proxy_http_version 1.1;');
  },
);
