import type { View } from '../parse/yaml/view.ts';
import { readConditions } from './conditions.ts';
import type { ResourceHead } from './resource.ts';

/** The API models' common part: every Kubernetes object can be read as this. */
export interface AnyObject {
  apiVersion: string;
  kind: string;
  metadata?: {
    name?: string;
    namespace?: string;
    labels?: { [key: string]: string };
    annotations?: { [key: string]: string };
  };
}

/** What every object has; total: an object without name or kind gives empty strings. */
export function readHead(view: View): ResourceHead {
  const object = view.as<AnyObject>();
  const metadata = object.get('metadata');
  const name = metadata.get('name').text();
  const conditions = readConditions(view);
  return {
    apiVersion: object.get('apiVersion').text()?.value ?? '',
    kind: object.get('kind').text()?.value ?? '',
    name: name?.value ?? '',
    namespace: metadata.get('namespace').text()?.value ?? '',
    at: name?.at ?? object.get('kind').at,
    labels: metadata.get('labels').pairs(),
    annotations: metadata.get('annotations').pairs(),
    ...(conditions.length > 0 && { conditions }),
  };
}
