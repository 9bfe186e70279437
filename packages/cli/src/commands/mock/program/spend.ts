import type { MockServer } from '@dlubal-kit/mock-server';

/** What a program did to the server, in numbers. */
export interface Spend {
  /** Requests that a real server would have billed. */
  readonly spent: number;
  readonly calls: number;
  readonly refused: number;
  /** Calls of methods that the server does not have. */
  readonly unmatched: number;
}

/** Counts the calls of a server from now on: its journal keeps only the last ones. */
export function countSpend(server: MockServer): () => Spend {
  const count = { calls: 0, refused: 0, unmatched: 0 };
  server.onRequest(({ outcome }) => {
    count.calls += 1;
    if (outcome === 'refused' || outcome === 'unmatched') count[outcome] += 1;
  });
  return () => ({ spent: server.spent, ...count });
}

/** `would have spent 12 requests; 3 refused`. @param handshakes TLS handshakes that failed: the program did call then. */
export function spendLine({ spent, calls, refused, unmatched }: Spend, handshakes = 0): string {
  if (calls === 0 && handshakes > 0) return 'no call arrived: the program called, and could not connect.';
  if (calls === 0) {
    return 'no call arrived: the program did not call the mock server. DLUBAL_MOCK_ADDRESS has its address.';
  }
  const parts = [
    `would have spent ${spent} request${spent === 1 ? '' : 's'}`,
    ...(refused === 0 ? [] : [`${refused} refused`]),
    ...(unmatched === 0 ? [] : [`${unmatched} of unknown methods`]),
  ];
  return parts.join('; ');
}
