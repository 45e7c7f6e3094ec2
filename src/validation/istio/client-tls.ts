import type { View } from '../../parse/yaml/view.ts';
import { error, type Faults, isOpen, known, missing } from './fault.ts';

/** The TLS that sidecars begin (istio/istio 1.32, pkg/config/validation/agent, `ValidateTLS`). */
export function* clientTlsFaults(tls: View): Faults {
  const mode = known(tls.get('mode'))?.value;
  if (!tls.exists || isOpen(tls) || (mode !== 'SIMPLE' && mode !== 'MUTUAL')) return;
  yield* unverifiedFaults(tls, mode);
  if (isSet(tls, 'credentialName')) {
    for (const field of ['clientCertificate', 'privateKey', 'caCertificates', 'caCrl'] as const)
      if (isSet(tls, field))
        yield error(
          { at: tls.get(field).keyAt },
          `${field} excludes credentialName: the credential holds all of them`,
        );
    return;
  }
  if (mode !== 'MUTUAL') return;
  const absent = (['clientCertificate', 'privateKey'] as const).filter(
    (field) => !isSet(tls, field),
  );
  const [first] = absent;
  if (first !== undefined)
    yield missing(
      tls,
      first,
      `TLS of mode MUTUAL needs credentialName, or ${absent.join(' and ')}`,
    );
}

type Field =
  | 'clientCertificate'
  | 'privateKey'
  | 'caCertificates'
  | 'caCrl'
  | 'credentialName'
  | 'subjectAltNames';

function isSet(tls: View, field: Field): boolean {
  const view = tls.get(field);
  return view.items().length > 0 || (view.text()?.value ?? '') !== '';
}

function* unverifiedFaults(tls: View, mode: string): Faults {
  if (tls.get('insecureSkipVerify').boolean()?.value !== true) return;
  const fields: readonly Field[] =
    mode === 'SIMPLE'
      ? ['caCertificates', 'credentialName', 'subjectAltNames']
      : ['caCertificates', 'subjectAltNames'];
  for (const field of fields)
    if (isSet(tls, field))
      yield error(
        { at: tls.get(field).keyAt },
        `${field} has no meaning with insecureSkipVerify, which verifies nothing`,
      );
}
