import { readFacts } from '../../../src/facts/read.ts';
import { buildMesh, type MeshInput } from '../../../src/mesh/build.ts';
import type { Mesh } from '../../../src/mesh/mesh.ts';

/** The mesh of some files, given by path and text. */
export function meshOf(
  files: Readonly<Record<string, string>>,
  input: Partial<MeshInput> = {},
): Mesh {
  return buildMesh({
    name: '.',
    files: Object.entries(files).map(([file, text]) => readFacts(file, text)),
    migrating: false,
    complete: false,
    ...input,
  });
}

/** The namespace `shop`, in the mesh. */
export const NAMESPACE = `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    istio-injection: enabled
`;

/** A Deployment in `shop`; `container` is what stands below the container's name and image, as one line of YAML flow. */
export function deployment(name: string, container = '', image = `gcr.io/shop/${name}:1`): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: shop
spec:
  template:
    metadata:
      labels:
        app: ${name}
    spec:
      containers:
        - {name: ${name}, image: "${image}"${container === '' ? '' : `, ${container}`}}
`;
}

/** A ServiceEntry in `shop`; `spec` is added as it is. */
export function serviceEntry(host: string, port: number, protocol: string, spec = ''): string {
  return `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: outside
  namespace: shop
spec:
  hosts: ["${host}"]
  ports:
    - {number: ${port}, name: outside, protocol: ${protocol}}
${spec}`;
}

/** Documents of one file. */
export function documents(...texts: readonly string[]): string {
  return texts.join('---\n');
}
