import { type Rpc, rpcList } from '@dlubal-kit/protos';

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
};

/** RFEM's methods by path. A map, so that no path finds what JavaScript's objects have by themselves. */
export const RPCS_BY_PATH: ReadonlyMap<string, AnyRpc> = new Map(rpcList.map((row) => [row.path, row]));
