/**
 * What is right or wrong with a certificate that the server makes for itself.
 *
 * - `valid`: good for localhost, 127.0.0.1 and ::1, signed by the server's authority.
 * - `expired`: its time ended a day ago.
 * - `not-yet-valid`: its time begins tomorrow.
 * - `wrong-host`: good for another host only.
 * - `untrusted`: signed by an authority that nobody knows.
 * - `self-signed`: signed by itself.
 */
export type CertificateState = (typeof CERTIFICATE_STATES)[number];

export const CERTIFICATE_STATES = [
  'valid',
  'expired',
  'not-yet-valid',
  'wrong-host',
  'untrusted',
  'self-signed',
] as const;

/** A certificate that the server makes when it starts. */
export interface MadeCertificate {
  /** What is wrong with it. @default 'valid' */
  readonly certificate?: CertificateState;
}
