import { GRPC_STATUSES, type GrpcStatusName } from '@dlubal-kit/auth-core';

/** Name of a gRPC status, for example `NOT_FOUND`. */
export type StatusName = GrpcStatusName;

type Status = (typeof GRPC_STATUSES)[number];

/** The gRPC status codes by name. */
export const STATUS_CODES = Object.fromEntries(GRPC_STATUSES.map(({ name, code }) => [name, code])) as {
  readonly [S in Status as S['name']]: S['code'];
};

const NAMES: ReadonlyMap<number, StatusName> = new Map(GRPC_STATUSES.map(({ name, code }) => [code, name]));

/** The name of a status code; a number that the specification does not know is shown as itself. */
export function statusName(code: number): StatusName | `status ${number}` {
  return NAMES.get(code) ?? `status ${code}`;
}
