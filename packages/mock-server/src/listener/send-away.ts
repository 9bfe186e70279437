import { constants, type Http2Session } from 'node:http2';

/** Asks a client to leave with the calls that it has (GOAWAY), and to make no more on this connection. */
export function sendAway(session: Http2Session): void {
  if (session.destroyed) return;
  session.goaway(constants.NGHTTP2_NO_ERROR);
  session.close();
}
