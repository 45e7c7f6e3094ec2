import type { IGateway } from '@kubernetes-models/istio/networking.istio.io/v1/Gateway';
import type { View } from '../../parse/yaml/view.ts';
import { readHead } from '../read-head.ts';
import type { GatewayServer, GatewayTls, IstioGateway } from './kinds.ts';

type ServerModel = NonNullable<NonNullable<IGateway['spec']>['servers']>[number];
type TlsModel = NonNullable<ServerModel['tls']>;

export function readIstioGateway(view: View): IstioGateway {
  const spec = view.as<IGateway>().get('spec');
  return {
    type: 'IstioGateway',
    ...readHead(view),
    selector: spec.get('selector').pairs(),
    servers: spec.get('servers').items().map(readServer),
  };
}

function readServer(view: View<ServerModel>): GatewayServer {
  const port = view.get('port', 'number').number();
  const protocol = view.get('port', 'protocol').text();
  const bind = view.get('bind').text()?.value;
  const tls = view.get('tls');
  return {
    at: view.at,
    ...(port && { port }),
    ...(protocol && { protocol: { ...protocol, value: protocol.value.toUpperCase() } }),
    ...(bind && { bind }),
    hosts: view.get('hosts').texts(),
    ...(tls.exists && { tls: readTls(tls) }),
  };
}

function readTls(view: View<TlsModel>): GatewayTls {
  const credentialName = view.get('credentialName').text();
  const caCredentialName = view
    .as<{ caCertCredentialName?: string }>()
    .get('caCertCredentialName')
    .text();
  const serverCertificate = view.get('serverCertificate').text();
  const privateKey = view.get('privateKey').text();
  const caCertificates = view.get('caCertificates').text();
  return {
    at: view.keyAt,
    mode: view.get('mode').text()?.value.toUpperCase() ?? 'PASSTHROUGH',
    httpsRedirect: view.get('httpsRedirect').boolean()?.value ?? false,
    credentialNames: view.as<{ credentialNames?: string[] }>().get('credentialNames').texts(),
    ...(credentialName && { credentialName }),
    ...(caCredentialName && { caCredentialName }),
    ...(serverCertificate && { serverCertificate }),
    ...(privateKey && { privateKey }),
    ...(caCertificates && { caCertificates }),
  };
}
