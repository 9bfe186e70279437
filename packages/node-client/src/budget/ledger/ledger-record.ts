/** Bytes of one record. It divides a page, so that no record lies across two. */
export const RECORD_BYTES = 16;

/** Largest number that a record can store; as a limit it means that there is none. */
export const MAX_AMOUNT = 0xffff_ffff;

/** What a record says. `seen` and `seen-closed` remember what Redis answered, for the case that it forgets. */
export const RECORD_KINDS = [
  'lease',
  'count',
  'give-back',
  'set-used',
  'close',
  'reopen',
  'seen',
  'seen-closed',
] as const;

export type RecordKind = (typeof RECORD_KINDS)[number];

export interface LedgerRecord {
  readonly kind: RecordKind;
  /** Tells a record from those that other processes write meanwhile: 40 bits. Of `seen`, which run of Redis answered. */
  readonly id: number;
  readonly amount: number;
  /** The limit that the writer goes by. Of `seen`, the version of the count. */
  readonly limit: number;
}

/** The bytes of a record: kind, check of the rest (2), id (5), amount (4), limit (4), big-endian. */
export function encodeRecord({ kind, id, amount, limit }: LedgerRecord): Buffer {
  const bytes = Buffer.allocUnsafe(RECORD_BYTES);
  bytes[0] = RECORD_KINDS.indexOf(kind) + 1;
  bytes.writeUIntBE(id, 3, 5);
  bytes.writeUInt32BE(Math.min(amount, MAX_AMOUNT), 8);
  bytes.writeUInt32BE(Math.min(limit, MAX_AMOUNT), 12);
  bytes.writeUInt16BE(checkOf(bytes, 0), 1);
  return bytes;
}

/** What was found in a piece of a ledger. */
export interface Decoded {
  readonly records: readonly LedgerRecord[];
  /** Bytes that were used up; the rest is the beginning of a record. */
  readonly length: number;
}

/**
 * Reads as many records as there are. Bytes that are not a record are passed over one by one: after a power loss a part of a
 * record, or zeros, can precede the next one. All readers pass over the same bytes.
 */
export function decodeRecords(bytes: Buffer): Decoded {
  const records: LedgerRecord[] = [];
  let at = 0;
  while (at + RECORD_BYTES <= bytes.length) {
    const sound = bytes.readUInt16BE(at + 1) === checkOf(bytes, at);
    const kind = sound ? RECORD_KINDS[(bytes[at] as number) - 1] : undefined;
    if (kind !== undefined) records.push(recordAt(bytes, at, kind));
    at += sound ? RECORD_BYTES : 1;
  }
  return { records, length: at };
}

function recordAt(bytes: Buffer, at: number, kind: RecordKind): LedgerRecord {
  const id = bytes.readUIntBE(at + 3, 5);
  return { kind, id, amount: bytes.readUInt32BE(at + 8), limit: bytes.readUInt32BE(at + 12) };
}

/** Sixteen bits over kind, id, amount and limit. Zeros do not pass it. */
function checkOf(bytes: Buffer, at: number): number {
  let check = 0x9e37 + (bytes[at] as number);
  for (let i = at + 3; i < at + RECORD_BYTES; i += 1) check = (check * 31 + (bytes[i] as number)) & 0xffff;
  return check;
}
