import type { IService } from 'kubernetes-models/v1/Service';
import type { View } from '../../parse/yaml/view.ts';
import { readHead } from '../read-head.ts';
import type { Service, ServicePort } from './kinds.ts';

export function readService(view: View): Service {
  const service = view.as<IService>();
  const spec = service.get('spec');
  const type = spec.get('type').text();
  const externalName = spec.get('externalName').text();
  const loadBalancerIP = spec.get('loadBalancerIP').text();
  const loadBalancerClass = spec.get('loadBalancerClass').text();
  const head = readHead(view);
  return {
    type: 'Service',
    ...head,
    specAt: spec.exists ? spec.keyAt : head.at,
    selector: spec.get('selector').pairs(),
    ports: spec.get('ports').items().flatMap(readServicePort),
    serviceType: type?.value ?? 'ClusterIP',
    ...(type && { typeAt: type.at }),
    headless: spec.get('clusterIP').text()?.value === 'None',
    ...(externalName && { externalName }),
    ...(loadBalancerIP && { loadBalancerIP }),
    ...(loadBalancerClass && { loadBalancerClass }),
  };
}

type PortModel = NonNullable<NonNullable<IService['spec']>['ports']>[number];

function readServicePort(view: View<PortModel>): ServicePort[] {
  const number = view.get('port').number();
  if (!number) return [];
  const name = view.get('name').text();
  const appProtocol = view.get('appProtocol').text();
  const targetPort = view.get('targetPort').text();
  return [
    {
      number,
      ...(name && { name }),
      ...(appProtocol && { appProtocol }),
      protocol: view.get('protocol').text()?.value.toUpperCase() ?? 'TCP',
      targetPort: targetPort?.value ?? String(number.value),
      ...(targetPort && { targetPortAt: targetPort.at }),
    },
  ];
}
