import type { OpenStream } from '../channel/server-connection.js';
import type { CallReport } from '../wire/call-report.js';

/** Codes of RST_STREAM (RFC 9113, section 7) and what grpc-js makes of them. */
const BY_CODE: Readonly<Record<number, CallReport>> = {
  7: { code: 14, details: 'Stream refused by server', unseen: true },
  8: { code: 1, details: 'Call cancelled' },
  11: { code: 8, details: 'Bandwidth exhausted or memory limit exceeded' },
  12: { code: 7, details: 'Protocol not secure enough' },
};

const UNSENT: CallReport = {
  code: 14,
  details: 'Connection dropped before the request was sent',
  unseen: true,
};
const DEAD: CallReport = { code: 14, details: 'Connection dropped: keepalive timeout' };
const DROPPED: CallReport = { code: 14, details: 'Connection dropped' };

/**
 * What became of a call whose stream closed without a status; undefined when the peer ended it in good order.
 *
 * A call is `unseen` only where that is proven: the peer refused the stream, or named a last stream below it when it took its
 * leave, or the connection wrote nothing from the moment the stream was opened.
 */
export function endOfStream(open: OpenStream, error: Error | undefined): CallReport | undefined {
  const { stream, connection, written } = open;
  const { farewell } = connection;
  if (farewell !== undefined && stream.id !== undefined && stream.id > farewell.lastStreamId)
    return BY_CODE[7];
  const { rstCode } = stream;
  if (!connection.isOver) return rstCode === 0 ? undefined : (BY_CODE[rstCode] ?? byOtherCode(rstCode));
  if (!connection.hasWrittenSince(written)) return UNSENT;
  if (connection.isDead) return DEAD;
  if (rstCode === 7) return BY_CODE[7];
  if (farewell?.code === 11) return BY_CODE[11];
  return dropped(error);
}

const byOtherCode = (code: number): CallReport => ({
  code: 13,
  details: `Received RST_STREAM with code ${code}${code === 2 ? ' (Internal server error)' : ''}`,
});

/** The connection ended with the call under way: in the words of the socket's error, where there is one. */
function dropped(error: Error | undefined): CallReport {
  const { code } = (error ?? {}) as NodeJS.ErrnoException;
  if (error === undefined || code === undefined || !/^E[A-Z]+$/.test(code)) return DROPPED;
  return { code: 14, details: error.message };
}
