import { applicationRpcs, type Rpc } from '@dlubal-kit/protos';

export type AnyRpc = Rpc<unknown, unknown>;

/** RFEM's methods by path. A map, so that no path finds what JavaScript's objects have by themselves. */
export const RPCS_BY_PATH: ReadonlyMap<string, AnyRpc> = new Map(
  Object.values(applicationRpcs).map((row) => [row.path, row as unknown as AnyRpc]),
);
