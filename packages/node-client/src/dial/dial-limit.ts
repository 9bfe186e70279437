import { type HttpProxy, proxyWords } from '../address/proxy.js';
import { startTimer } from './start-timer.js';

/** How far a connection got: each has its own words for the time limit. */
export type DialPhase = 'name' | 'socket' | 'proxy' | 'tls' | 'http2';

interface Whom {
  readonly address: string;
  readonly proxy: HttpProxy | undefined;
}

const peer = ({ address, proxy }: Whom): string => (proxy === undefined ? address : proxyWords(proxy));

const LATE: Readonly<Record<DialPhase, (whom: Whom) => string>> = {
  name: (whom) => `the name in ${peer(whom)} was not resolved`,
  socket: (whom) => `connect timeout: ${peer(whom)} did not take the connection`,
  proxy: (whom) => `${peer(whom)} did not answer CONNECT`,
  tls: ({ address }) => `${address} took the connection and said nothing to a TLS handshake`,
  http2: ({ address }) => `${address} took the connection and said nothing in HTTP/2`,
};

/** The time limit of one dial. */
export class DialLimit {
  phase: DialPhase = 'name';
  readonly #ending = new AbortController();
  readonly #timer: NodeJS.Timeout | undefined;
  readonly #outer: AbortSignal;
  readonly #onOuter = (): void => this.#ending.abort(this.#outer.reason);

  /** @param outer Ends the dial from outside. */
  constructor(whom: Whom, timeoutMs: number, outer: AbortSignal) {
    this.#outer = outer;
    this.#timer = startTimer(() => {
      this.#ending.abort(new Error(`${LATE[this.phase](whom)} within ${timeoutMs} ms`));
    }, timeoutMs);
    outer.addEventListener('abort', this.#onOuter);
    if (outer.aborted) this.#onOuter();
  }

  get signal(): AbortSignal {
    return this.#ending.signal;
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#outer.removeEventListener('abort', this.#onOuter);
  }
}
