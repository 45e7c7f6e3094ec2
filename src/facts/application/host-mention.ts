import type { Span } from '../../text.ts';

/** A network name or address written in some text, such as the host of a URL. */
export interface HostMention {
  /** Lower case, without port and trailing dot. */
  readonly host: string;
  /** As written, or the scheme's default; absent where neither is known. */
  readonly port?: number;
  /** Lower case, such as `https`, `postgres`, `amqp`; absent where none is written. */
  readonly scheme?: string;
  /** The name or address itself. */
  readonly at: Span;
}
