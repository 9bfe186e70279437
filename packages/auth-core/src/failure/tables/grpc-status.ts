/** One status of gRPC. */
export interface GrpcStatus {
  readonly code: number;
  /** As the specification writes it. */
  readonly name: string;
  /** The kind of failure that the status means when nothing else is known. */
  readonly kind: string;
}

/** The 17 statuses of gRPC. Source: https://grpc.github.io/grpc/core/md_doc_statuscodes.html */
export const GRPC_STATUSES = [
  { code: 0, name: 'OK', kind: 'protocol-error' },
  { code: 1, name: 'CANCELLED', kind: 'cancelled' },
  { code: 2, name: 'UNKNOWN', kind: 'unknown' },
  { code: 3, name: 'INVALID_ARGUMENT', kind: 'invalid-argument' },
  { code: 4, name: 'DEADLINE_EXCEEDED', kind: 'deadline' },
  { code: 5, name: 'NOT_FOUND', kind: 'not-found' },
  { code: 6, name: 'ALREADY_EXISTS', kind: 'already-exists' },
  { code: 7, name: 'PERMISSION_DENIED', kind: 'permission-denied' },
  { code: 8, name: 'RESOURCE_EXHAUSTED', kind: 'resource-exhausted' },
  { code: 9, name: 'FAILED_PRECONDITION', kind: 'failed-precondition' },
  { code: 10, name: 'ABORTED', kind: 'aborted' },
  { code: 11, name: 'OUT_OF_RANGE', kind: 'out-of-range' },
  { code: 12, name: 'UNIMPLEMENTED', kind: 'method-unknown' },
  { code: 13, name: 'INTERNAL', kind: 'internal' },
  { code: 14, name: 'UNAVAILABLE', kind: 'unavailable' },
  { code: 15, name: 'DATA_LOSS', kind: 'data-loss' },
  { code: 16, name: 'UNAUTHENTICATED', kind: 'unauthenticated-other' },
] as const satisfies readonly GrpcStatus[];

/** Name of a gRPC status, for example `NOT_FOUND`. */
export type GrpcStatusName = (typeof GRPC_STATUSES)[number]['name'];

const lettersOf = (name: string): string => name.toLowerCase().replace(/^statuscode\.|[^a-z]/g, '');

/** `UNAUTHENTICATED`, `Unauthenticated`, `deadline_exceeded`, `StatusCode.NOT_FOUND`, and `canceled` of ConnectRPC. */
const CODE_BY_LETTERS: ReadonlyMap<string, number> = new Map([
  ...GRPC_STATUSES.map(({ name, code }): [string, number] => [lettersOf(name), code]),
  ['canceled', 1],
]);

/** The code of a status given by name, in the spelling of any gRPC library. */
export function codeOfName(name: string): number | undefined {
  return CODE_BY_LETTERS.get(lettersOf(name.slice(0, 40)));
}

/** The kind that a status means when nothing else is known; undefined for numbers that gRPC does not define. */
export function kindOfStatus(code: number): (typeof GRPC_STATUSES)[number]['kind'] | undefined {
  return GRPC_STATUSES.find((status) => status.code === code)?.kind;
}
