import type { Dependency } from '../dependency.ts';

export type Ecosystem = Dependency['ecosystem'];

/** A service on the internet that libraries, commands, images and variables are known to call. */
export interface Provider {
  readonly id: string;
  /** For messages. */
  readonly title: string;
  /** Direct dependencies that call it, by ecosystem. A Go module's name also stands for the packages inside it. */
  readonly packages?: Readonly<Partial<Record<Ecosystem, readonly string[]>>>;
  /** First words of commands that call it when they run in the pod. */
  readonly commands?: readonly string[];
  /** Images, without tag, whose containers call it. */
  readonly images?: readonly string[];
  /** Environment variables whose presence shows that it is called. */
  readonly variables?: readonly string[];
  /** Variables, flags and configuration files by which another place is named instead. */
  readonly overriddenBy?: readonly string[];
  readonly hosts: readonly KnownHost[];
  /** Ids of other providers that are needed along with it. */
  readonly needs?: readonly string[];
  readonly confidence: 'high' | 'medium';
  /** Where the vendor's code or documentation names the hosts. */
  readonly sources: readonly string[];
}

export interface KnownHost {
  /** A name, `*.suffix`, or a name with `{VARIABLE}`: the value of an environment variable of the workload. */
  readonly host: string;
  readonly port: number;
  /** The protocol for a ServiceEntry's port; `HTTPS` is TLS that the application itself begins. */
  readonly protocol: 'HTTP' | 'HTTPS' | 'TCP';
  /** What must be true for it to be called; absent: it is always called. */
  readonly when?: string;
}

/** A host called on port 443 with TLS. */
export function https(host: string, when?: string): KnownHost {
  return { host, port: 443, protocol: 'HTTPS', ...(when !== undefined && { when }) };
}

/** A host called on port 80 in plain HTTP. */
export function http(host: string, when?: string): KnownHost {
  return { host, port: 80, protocol: 'HTTP', ...(when !== undefined && { when }) };
}
