/** Handshakes that are kept; what follows is a client that tries again. */
const KEPT = 100;

/** By OpenSSL's code of the error, as Node has it; the first that fits. Alerts are what the client said. */
const REASONS: readonly (readonly [code: RegExp, why: string])[] = [
  [/CERTIFICATE_EXPIRED/, 'the client says that the certificate has expired'],
  [/UNKNOWN_CA/, 'the client does not trust the authority of the certificate'],
  [/ALERT_.*CERTIFICATE/, 'the client refuses the certificate'],
  [
    /PEER_DID_NOT_RETURN_A_CERTIFICATE/,
    'the client has no certificate of its own, which this server asks for',
  ],
  [/HTTP_REQUEST|WRONG_VERSION_NUMBER|UNEXPECTED_MESSAGE|PACKET_LENGTH/, 'the client does not speak TLS'],
  [/APPLICATION_PROTOCOL/, 'the client does not offer HTTP/2 (ALPN "h2")'],
  [
    /UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION|SHARED_CIPHER/,
    'client and server have no version or cipher in common',
  ],
  [/ECONNRESET|ERR_TLS_HANDSHAKE_TIMEOUT/, 'the client went away during it, or said nothing'],
];

/** Why a TLS handshake failed, in words. */
export function whyNoHandshake({ code, message }: NodeJS.ErrnoException): string {
  return REASONS.find(([known]) => known.test(code ?? message))?.[1] ?? message;
}

/** A session that ends before its client said a word: clients look at the certificate only after the handshake. */
export const LEFT_AT_ONCE = 'the client left right after it, as clients do that refuse the certificate';

/** TLS handshakes that failed, which no call shows. */
export class FailedHandshakes {
  #reasons: string[] = [];
  readonly #listeners: Set<(why: string) => void> = new Set();

  /** The last ones, in the order in which they came. */
  get all(): readonly string[] {
    return this.#reasons;
  }

  note(why: string): void {
    this.#reasons = [...this.#reasons, why].slice(-KEPT);
    for (const listener of this.#listeners) listener(why);
  }

  watch(listener: (why: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  clear(): void {
    this.#reasons = [];
  }
}
