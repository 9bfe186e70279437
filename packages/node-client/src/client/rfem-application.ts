import type { ApplicationInfo, DeepPartial, RpcTable } from '@dlubal-kit/protos';
import type { CallOptions } from '../call/call-options.js';
import type { Closable } from './closable.js';

/**
 * The methods of a running RFEM, one for each RPC of `dlubal.api.rfem.Application` whose messages are known (docs/facts/wire.md,
 * Services), in camelCase. A field that is left out of a request has its default: `''`, `0`, `false`, `[]`.
 *
 * Each call is one billed request, whatever it returns, and rejects with `DlubalCallError`.
 */
export type RfemMethods = {
  readonly [Name in keyof RpcTable]: (
    request?: DeepPartial<RpcTable[Name]['request']>,
    options?: CallOptions,
  ) => Promise<RpcTable[Name]['response']>;
};

/** A running RFEM, as `connect` gives it. */
export interface RfemApplication extends RfemMethods, Closable {
  /** What the server said of itself on connecting; absent with `checkVersion: false`. */
  readonly serverInfo?: ApplicationInfo;
}
