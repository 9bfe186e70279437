// The mock server makes certificates for its users; tests of the other packages take theirs from the same place.
export {
  type CertificateOptions,
  type CertifiedKey,
  certificateAuthority,
  selfSigned,
} from '../packages/mock-server/src/tls/certificate-authority.js';
