import { parseAddress } from '../address/address.js';
import { isWorthGzip } from '../channel/compression.js';
import { plaintextWarning } from '../channel/credentials.js';
import { openChannel } from '../channel/open-channel.js';
import type { ClientOptions } from './connect-options.js';
import { defaultDeadlineMs } from './default-deadline.js';
import { findKey } from './find-key.js';
import { requestHeaders } from './request-headers.js';
import { serverPlace } from './server-place.js';
import type { Line } from './unary-call.js';
import { warn } from './warn.js';
import { wrapCallError } from './wrap-call-error.js';

/** A line that knows where it leads. */
export interface OpenLine extends Line {
  readonly address: string;
  /** Time limit of a method that is not given one, in milliseconds, by its name on the wire. */
  readonly deadlineFor: (method: string) => number;
}

/** Options → all that calls share. What is wrong with them is said here, before anything is sent. */
export async function openLine(options: ClientOptions): Promise<OpenLine> {
  const { url, port, tls, deadlineMs } = serverPlace(options);
  const address = parseAddress(url, port);
  const key = await findKey(options);
  const open = await openChannel(address, tls, requestHeaders(key));
  warn(options, 'DLUBAL_PLAINTEXT', plaintextWarning(address, tls));
  return {
    ...open,
    address: address.text,
    deadlineFor: (method) => deadlineMs ?? defaultDeadlineMs(method),
    isWorthGzip: (bytes) => isWorthGzip(bytes, address.loopback),
    toError: (report, path) => wrapCallError(report, { path, address: address.text, key }),
  };
}
