import type { Located, Span } from '../../text.ts';
import type { ResourceHead } from '../resource.ts';
import type { Attachment } from './attachment.ts';
import type { AuthorizationRule } from './authorization-rules.ts';

/** security.istio.io AuthorizationPolicy. */
export interface AuthorizationPolicy extends ResourceHead, Attachment {
  readonly type: 'AuthorizationPolicy';
  /** `ALLOW` where none is written. */
  readonly action: string;
  readonly rules: readonly AuthorizationRule[];
  /** The first field or condition that looks at HTTP. */
  readonly http?: Located<string>;
}

/** security.istio.io RequestAuthentication. */
export interface RequestAuthentication extends ResourceHead, Attachment {
  readonly type: 'RequestAuthentication';
  /** `jwtRules[].jwksUri`. */
  readonly jwksUris: readonly Located<string>[];
}

/** telemetry.istio.io Telemetry. */
export interface Telemetry extends ResourceHead, Attachment {
  readonly type: 'Telemetry';
  /** The first part that is about HTTP requests. */
  readonly http?: Located<string>;
  readonly accessLogging: readonly AccessLogging[];
  /** Names of the providers of `tracing`. */
  readonly tracingProviders: readonly Located<string>[];
}

/** One entry of `accessLogging`. */
export interface AccessLogging {
  /** The place of the entry. */
  readonly at: Span;
  readonly disabled: boolean;
  readonly hasProviders: boolean;
}

/** extensions.istio.io WasmPlugin. */
export interface WasmPlugin extends ResourceHead, Attachment {
  readonly type: 'WasmPlugin';
}

/** networking.istio.io ProxyConfig. */
export interface ProxyConfig extends ResourceHead, Attachment {
  readonly type: 'ProxyConfig';
  /** `image.imageType`, such as `distroless`. */
  readonly imageType?: Located<string>;
}
