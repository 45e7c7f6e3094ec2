import type { Mesh } from '../mesh.ts';
import type { Objects } from '../objects/objects.ts';
import { once } from '../once.ts';
import { type BlockedProxies, blockedProxies } from './blocked-proxies.ts';
import { type BlockedTunnel, blockedTunnels } from './blocked-tunnels.ts';

/** What rules ask of NetworkPolicies. */
export interface NetworkQuestions {
  /** Sidecars that cannot reach their control plane, or DNS. */
  blockedProxies(): readonly BlockedProxies[];
  /** Pods of an ambient mesh that their traffic does not reach. */
  blockedTunnels(): readonly BlockedTunnel[];
}

export function answerNetwork(mesh: Mesh, objects: Objects): NetworkQuestions {
  return {
    blockedProxies: once(() => blockedProxies(mesh, objects)),
    blockedTunnels: once(() => blockedTunnels(mesh, objects)),
  };
}
