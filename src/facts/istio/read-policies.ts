import type { IWasmPlugin } from '@kubernetes-models/istio/extensions.istio.io/v1alpha1/WasmPlugin';
import type { IProxyConfig } from '@kubernetes-models/istio/networking.istio.io/v1beta1/ProxyConfig';
import type { IAuthorizationPolicy } from '@kubernetes-models/istio/security.istio.io/v1/AuthorizationPolicy';
import type { IRequestAuthentication } from '@kubernetes-models/istio/security.istio.io/v1/RequestAuthentication';
import type { ITelemetry } from '@kubernetes-models/istio/telemetry.istio.io/v1/Telemetry';
import type { View } from '../../parse/yaml/view.ts';
import { readHead } from '../read-head.ts';
import { readAttachment } from './attachment.ts';
import { readAuthorizationRule } from './authorization-rules.ts';
import { httpOfTelemetry } from './http-needs.ts';
import type {
  AuthorizationPolicy,
  ProxyConfig,
  RequestAuthentication,
  Telemetry,
  WasmPlugin,
} from './policies.ts';

export function readAuthorizationPolicy(view: View): AuthorizationPolicy {
  const spec = view.as<IAuthorizationPolicy>().get('spec');
  const rules = spec.get('rules').items().map(readAuthorizationRule);
  const http = rules.find((rule) => rule.http)?.http;
  return {
    type: 'AuthorizationPolicy',
    ...readHead(view),
    ...readAttachment(spec),
    action: spec.get('action').text()?.value ?? 'ALLOW',
    rules,
    ...(http && { http }),
  };
}

export function readRequestAuthentication(view: View): RequestAuthentication {
  const spec = view.as<IRequestAuthentication>().get('spec');
  return {
    type: 'RequestAuthentication',
    ...readHead(view),
    ...readAttachment(spec),
    jwksUris: spec
      .get('jwtRules')
      .items()
      .flatMap((rule) => rule.get('jwksUri').text() ?? []),
  };
}

export function readTelemetry(view: View): Telemetry {
  const spec = view.as<ITelemetry>().get('spec');
  const http = httpOfTelemetry(spec);
  return {
    type: 'Telemetry',
    ...readHead(view),
    ...readAttachment(spec),
    ...(http && { http }),
    accessLogging: spec
      .get('accessLogging')
      .items()
      .map((entry) => ({
        at: entry.at,
        disabled: entry.get('disabled').boolean()?.value ?? false,
        hasProviders: entry.get('providers').items().length > 0,
      })),
    tracingProviders: spec
      .get('tracing')
      .items()
      .flatMap((tracing) => tracing.get('providers').items())
      .flatMap((provider) => provider.get('name').text() ?? []),
  };
}

export function readWasmPlugin(view: View): WasmPlugin {
  const spec = view.as<IWasmPlugin>().get('spec');
  return { type: 'WasmPlugin', ...readHead(view), ...readAttachment(spec) };
}

export function readProxyConfig(view: View): ProxyConfig {
  const spec = view.as<IProxyConfig>().get('spec');
  const imageType = spec.get('image', 'imageType').text();
  return {
    type: 'ProxyConfig',
    ...readHead(view),
    ...readAttachment(spec),
    ...(imageType && { imageType }),
  };
}
