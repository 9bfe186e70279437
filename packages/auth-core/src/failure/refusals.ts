/** The three refusals that the server is known to send; all bear status 16, UNAUTHENTICATED. */
export type RefusalKind = 'key-refused' | 'access-restricted' | 'no-subscription';

export interface Refusal {
  /** gRPC status code. */
  readonly status: 16;
  /** `grpc-message`, word for word. */
  readonly details: string;
  /** Where the sentence was read. */
  readonly source: string;
}

/**
 * The server's sentences, word for word. The classifier tells failures apart by them and the mock server
 * answers with them, so that the two cannot drift. Source: facts/errors.md.
 */
export const REFUSALS: Readonly<Record<RefusalKind, Refusal>> = {
  'key-refused': {
    status: 16,
    details:
      'API key is invalid or in incorrect format. For more information, see https://apidocs.dlubal.com/access_control.html.',
    source: 'the Dlubal API documentation, access control',
  },
  'access-restricted': {
    status: 16,
    details:
      'API access has been restricted. Your company does not have permission to use the Dlubal API Service, or the limits defined in your subscription plan have been exceeded.',
    source: 'the Dlubal API documentation, access control',
  },
  'no-subscription': {
    status: 16,
    details: 'Connected client does not have API service subscription.',
    source: 'seen by a user of the Python client 2.9.6',
  },
};
