import type { View } from '../../parse/yaml/view.ts';
import { error, type Faults, isOpen, known, knownTexts, missing, warning } from './fault.ts';

/** Names of BoringSSL that Envoy knows (istio/istio 1.32, pkg/config/security, `ValidCipherSuites`). */
const CIPHERS = new Set([
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
  'ECDHE-ECDSA-AES128-SHA',
  'ECDHE-RSA-AES128-SHA',
  'ECDHE-ECDSA-AES256-SHA',
  'ECDHE-RSA-AES256-SHA',
  'AES128-GCM-SHA256',
  'AES256-GCM-SHA384',
  'AES128-SHA',
  'AES256-SHA',
  'DES-CBC3-SHA',
]);

const CERTIFICATES = [
  'serverCertificate',
  'privateKey',
  'caCertificates',
  'tlsCertificates',
  'credentialName',
  'credentialNames',
] as const;

/** The TLS of a server of a Gateway, or of a listener of a Sidecar (istio/istio 1.32, pkg/config/validation, `validateTLSOptions`). */
export function* serverTlsFaults(tls: View): Faults {
  if (!tls.exists || isOpen(tls)) return;
  yield* cipherFaults(tls);
  const mode = known(tls.get('mode'))?.value ?? 'PASSTHROUGH';
  const set = CERTIFICATES.filter((field) => isSet(tls, field));
  if (mode === 'ISTIO_MUTUAL') {
    for (const field of set)
      yield error({ at: tls.get(field).keyAt }, `${field} must not be set with mode ISTIO_MUTUAL`);
    return;
  }
  if (mode === 'PASSTHROUGH' || mode === 'AUTO_PASSTHROUGH') {
    for (const field of set)
      yield warning({ at: tls.get(field).keyAt }, `${field} has no effect with mode ${mode}`);
    return;
  }
  yield* certificateFaults(tls, mode);
}

function isSet(tls: View, field: (typeof CERTIFICATES)[number] | 'caCrl'): boolean {
  const view = tls.get(field);
  return view.items().length > 0 || (view.text()?.value ?? '') !== '';
}

function* cipherFaults(tls: View): Faults {
  const suites = knownTexts(tls.get('cipherSuites'));
  const version = known(tls.get('minProtocolVersion'));
  if (version && /^TLSV1_[01]$/.test(version.value) && suites.length === 0)
    yield warning(
      version,
      `minProtocolVersion ${version.value} has no effect without cipherSuites of that version`,
    );
  const seen = new Set<string>();
  for (const suite of suites) {
    const { value } = suite;
    const isKnown =
      value === '' || value === 'ALL' || /^[^A-Za-z0-9]/.test(value) || CIPHERS.has(value);
    if (!isKnown) yield warning(suite, `cipher suite "${value}" is not known and is left out`);
    if (seen.has(value)) yield warning(suite, `cipher suite "${value}" is there twice`);
    seen.add(value);
  }
}

/** One source of certificates, whole; that some exclude each other is in the schema. */
function* certificateFaults(tls: View, mode: string): Faults {
  const list = tls.get('caCrl');
  if (isSet(tls, 'caCrl') && mode === 'SIMPLE')
    yield error(
      { at: list.keyAt },
      'caCrl has no meaning with mode SIMPLE, which asks clients for no certificate',
    );
  if (isSet(tls, 'credentialName') || isSet(tls, 'credentialNames')) return;
  const several = tls.get('tlsCertificates');
  if (several.items().length > 2)
    yield warning({ at: several.keyAt }, 'tlsCertificates has more than two entries');
  if (several.items().length === 0)
    yield* wholeFaults(tls, `TLS of mode ${mode} needs credentialName, or`);
  for (const certificate of several.items())
    yield* wholeFaults(certificate, 'an entry of tlsCertificates needs');
  if (mode !== 'SIMPLE' && !isSet(tls, 'caCertificates'))
    yield missing(
      tls,
      'caCertificates',
      `TLS of mode ${mode} needs caCertificates, by which clients are known`,
    );
}

/** A certificate is nothing without its key. */
function* wholeFaults(certificate: View, needs: string): Faults {
  if (isOpen(certificate)) return;
  const absent = (['serverCertificate', 'privateKey'] as const).filter(
    (field) => (certificate.get(field).text()?.value ?? '') === '',
  );
  const [first] = absent;
  if (first !== undefined) yield missing(certificate, first, `${needs} ${absent.join(' and ')}`);
}
