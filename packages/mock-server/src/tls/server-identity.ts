import { checkFields, either, type FieldChecks, MisuseError, oneOf, TEXT } from '@dlubal-kit/auth-core';
import type { MockServerTls } from '../engine/listener-options.js';
import { isBytes } from '../wire/bytes.js';
import type { CaFile } from './ca-file.js';
import { CERTIFICATE_STATES, type CertificateState, type MadeCertificate } from './certificate-state.js';
import type { MadeCertificates } from './made-certificates.js';

/** What the option `tls` may be. */
export type TlsChoice = boolean | MockServerTls | MadeCertificate | undefined;

/** How a TLS server proves who it is. */
export interface ServerIdentity {
  /** The certificate that it shows first. */
  readonly first: MockServerTls;
  /** Others that it can show; undefined when it was given its own. */
  readonly made: MadeCertificates | undefined;
  /** The root of those as a file. */
  readonly caFile: CaFile | undefined;
}

/**
 * The server's identity by the option `tls`; undefined for plaintext. What makes certificates is loaded only here,
 * since most servers need none.
 *
 * @throws {MisuseError} when the option is none; the message says what to give.
 */
export async function identityOf(choice: TlsChoice): Promise<ServerIdentity | undefined> {
  if (choice === undefined || choice === false) return undefined;
  if (choice !== true && (typeof choice !== 'object' || choice === null)) throw wrongTls();
  const options: Partial<MockServerTls> & MadeCertificate = choice === true ? {} : choice;
  checkFields(options, TLS_FIELDS, 'the option tls');
  const { cert, key, certificate } = options;
  if ((cert === undefined) !== (key === undefined)) throw wrongTls();
  if (cert !== undefined && key !== undefined) {
    if (certificate !== undefined) throw wrongTls();
    return { first: { ...options, cert, key }, made: undefined, caFile: undefined };
  }
  if (options.ca !== undefined) throw wrongTls();
  return makeIdentity(certificate ?? 'valid');
}

const PEM = either(TEXT, { must: 'a Buffer', holds: isBytes });

const TLS_FIELDS: FieldChecks<Partial<MockServerTls> & MadeCertificate> = {
  cert: PEM,
  key: PEM,
  ca: PEM,
  certificate: oneOf(...CERTIFICATE_STATES),
};

async function makeIdentity(state: CertificateState): Promise<ServerIdentity> {
  const { madeCertificates } = await import('./made-certificates.js');
  const { CaFile } = await import('./ca-file.js');
  const made = madeCertificates();
  return { first: made.of(state), made, caFile: new CaFile(made.ca) };
}

function wrongTls(): MisuseError {
  return new MisuseError(
    'The mock server does not know this value of the option tls.',
    'Give true, { certificate } with the name of a certificate that it makes, or { cert, key } with your own in PEM.',
  );
}
