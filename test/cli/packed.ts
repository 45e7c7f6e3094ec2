import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { plainEnvironment } from './repository.ts';

const ROOT = join(import.meta.dirname, '../..');

/** npm as it is without a network. */
export const OFFLINE = {
  npm_config_offline: 'true',
  npm_config_audit: 'false',
  npm_config_fund: 'false',
  npm_config_update_notifier: 'false',
};

/** What would be published, packed into a folder; the program is built already. Gives the path of the archive. */
export function pack(folder: string): string {
  npm(ROOT, 'pack', '--silent', '--ignore-scripts', '--pack-destination', folder);
  const [archive = ''] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  return join(folder, archive);
}

/** Installs an archive as a user does who has no network. Gives the folder with its command. */
export function install(folder: string, archive: string): string {
  npm(folder, 'install', '--silent', '--prefix', folder, archive);
  return join(folder, 'node_modules/.bin');
}

function npm(folder: string, ...args: readonly string[]): void {
  const env = { ...plainEnvironment(), ...OFFLINE };
  execFileSync('npm', args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
}
