import { MisuseError, messageOf } from '@dlubal-kit/auth-core';
import { checkMessage, type Rpc, rpcList } from '@dlubal-kit/protos';
import { isTest } from '../journal/call-filter.js';

/** What the server needs to know of a method, of whatever service. */
export type AnyRpc = Pick<
  Rpc<unknown, unknown>,
  'name' | 'method' | 'path' | 'decodeRequest' | 'encodeResponse'
> & {
  /** Every client makes the call on its own, on connecting or on leaving. */
  readonly handshake?: boolean;
  /** The client sends messages one after the other. */
  readonly requestStream?: boolean;
  /** The server sends messages one after the other. */
  readonly responseStream?: boolean;
  /** Path of the method of RFEM's service that it is a copy of: what answers that one answers this one. */
  readonly copyOf?: string;
  /**
   * Some fields of a request, as a filter has them, in the form of decoded requests. Throws for what no request can have,
   * since it would match nothing. Left out where nothing is known of the fields.
   */
  readonly requestForm?: (fields: object) => object;
};

/** RFEM's methods by path. A map, so that no path finds what JavaScript's objects have by themselves. */
export const RPCS_BY_PATH: ReadonlyMap<string, AnyRpc> = new Map(
  rpcList.map((row) => [row.path, { ...row, requestForm: (fields) => requestForm(row.requestType, fields) }]),
);

/** @throws {MisuseError} for a field that the request does not have, or a value that it cannot have. */
function requestForm(type: string, fields: object): object {
  try {
    checkMessage(type, fields, `No ${type} is like this`, isTest);
    return fields;
  } catch (cause) {
    throw new MisuseError(messageOf(cause), 'Then the filter can match.');
  }
}
