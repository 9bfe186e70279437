// The mock server makes certificates for its users; tests of the other packages use the same code.
export {
  type CertificateOptions,
  type CertifiedKey,
  certificateAuthority,
  selfSigned,
} from '../packages/mock-server/src/tls/certificate-authority.js';
