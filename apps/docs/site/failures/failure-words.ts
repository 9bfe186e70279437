import type { Billed, FailureOrigin } from '@dlubal-kit/auth-core';

/** Who spoke, as a sentence. */
export const SPOKE: Readonly<Record<FailureOrigin, string>> = {
  server: 'The Dlubal server.',
  gateway: 'Something that answered instead of the server: a proxy, a gateway or a web server.',
  transport: 'The connection, or the library that makes it. The server said nothing.',
  local: 'This kit, in your own process.',
};

/** What it cost, as a sentence. */
export const COST: Readonly<Record<Billed, string>> = {
  yes: 'One request: the server answered, and every answer is billed.',
  maybe: 'Perhaps one request: it was sent, and no answer came back.',
  no: 'Nothing: the server processed no request.',
};

/** Whether a retry of the same call helps. */
export const RETRY = (retryable: boolean): string =>
  retryable ? 'It may help, later, with nothing changed.' : 'It does not help: change something first.';
