import { isTemplated } from '../../text.ts';

/** Where a server listens for connections. */
export interface Listen {
  readonly port: number;
  /** Only what runs in the same pod can connect. */
  readonly loopback: boolean;
}

const PORT = /^(?:(.+):)?(\d{1,5})$/;

/**
 * What the first word of `listen` says: a port, an address with or without one (80: ngx_http_core_listen), or a socket.
 * `unknown`: a template decides, or it is a range of ports.
 */
export function readListen(address: string): Listen | 'socket' | 'unknown' {
  if (address.startsWith('unix:')) return 'socket';
  if (isTemplated(address) || address.includes('$') || /:\d+-\d+$/.test(address)) return 'unknown';
  const [, host = '', port = '80'] = PORT.exec(address) ?? [address, address];
  return { port: Number(port), loopback: /^(?:127\.|localhost$|\[::1\]$)/.test(host) };
}
