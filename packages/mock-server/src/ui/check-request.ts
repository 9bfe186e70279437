import { createHash, timingSafeEqual } from 'node:crypto';

/** What of a request decides whether it may go on. */
export interface RequestFacts {
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly authorization: string | undefined;
  /** The token in the address of the page. */
  readonly queryToken: string | undefined;
}

/** A refusal: HTTP status, and what to do. */
export interface Refused {
  readonly status: number;
  readonly error: string;
}

/**
 * Lets in only what this machine's own page, or a program that holds the token, sends. A foreign `Host` is a name that
 * a stranger's site lets point to this machine (DNS rebinding); a foreign `Origin` is another site's page.
 */
export function checkRequest(facts: RequestFacts, port: number, token: string): Refused | undefined {
  const hosts = ['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${port}`);
  if (facts.host === undefined || !hosts.includes(facts.host)) {
    return { status: 403, error: `This host is not served. Use http://127.0.0.1:${port}.` };
  }
  if (facts.origin !== undefined && !hosts.some((host) => facts.origin === `http://${host}`)) {
    return { status: 403, error: 'Pages of other sites are not allowed to call this server.' };
  }
  const given = /^Bearer (\S+)$/.exec(facts.authorization ?? '')?.[1] ?? facts.queryToken;
  if (given === undefined || !sameText(given, token)) {
    return {
      status: 401,
      error: 'The token is missing or wrong. Open the address that the mock server printed.',
    };
  }
  return undefined;
}

/** Compares in a time that tells nothing about where the texts differ. */
function sameText(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
