import type { Located, Span } from '../../text.ts';
import type { HostMention } from './host-mention.ts';

/** What a Dockerfile tells of the image's last stage, and of the stages it is built from. */
export interface Dockerfile {
  readonly stages: readonly DockerStage[];
}

export interface DockerStage {
  readonly at: Span;
  /** The image after FROM, with `ARG` defaults filled in; an earlier stage's name where it builds on one. */
  readonly image: Located<string>;
  readonly name?: string;
  readonly copies: readonly {
    /** Relative to the build context, as written. */
    readonly sources: readonly string[];
    readonly destination: string;
    /** `--from`: an earlier stage or another image. */
    readonly from?: string;
    readonly at: Span;
  }[];
  /** RUN commands, as written. */
  readonly runs: readonly Located<string>[];
  readonly env: readonly {
    readonly name: string;
    readonly value: Located<string>;
    readonly hosts: readonly HostMention[];
  }[];
  /** ENTRYPOINT and CMD. */
  readonly command: readonly Located<string>[];
  readonly commandHosts: readonly HostMention[];
}
