import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeRecords, encodeRecord, type LedgerRecord, MAX_AMOUNT, RECORD_KINDS } from './ledger-record.js';

const anyRecord: fc.Arbitrary<LedgerRecord> = fc.record({
  kind: fc.constantFrom(...RECORD_KINDS),
  id: fc.integer({ min: 0, max: 2 ** 40 - 1 }),
  amount: fc.integer({ min: 0, max: MAX_AMOUNT }),
  limit: fc.integer({ min: 0, max: MAX_AMOUNT }),
});

test('records are read back as they were written', () => {
  fc.assert(
    fc.property(fc.array(anyRecord), (records) => {
      const bytes = Buffer.concat(records.map(encodeRecord));
      expect(decodeRecords(bytes)).toEqual({ records, length: bytes.length });
    }),
  );
});

const one: LedgerRecord = { kind: 'lease', id: 1, amount: 8, limit: 3_000 };
const two: LedgerRecord = { kind: 'count', id: 2, amount: 1, limit: 3_000 };

test.each(Array.from({ length: 16 }, (_, length) => length))(
  'a record of which %i bytes are there is left for later, and then passed over',
  (length) => {
    const torn = Buffer.concat([encodeRecord(one), encodeRecord(two).subarray(0, length)]);
    expect(decodeRecords(torn)).toEqual({ records: [one], length: 16 });
    const grown = Buffer.concat([torn, encodeRecord(one), encodeRecord(one)]);
    expect(decodeRecords(grown).records).toEqual([one, one, one]);
  },
);

test('zeros, which a power loss leaves, are not records', () => {
  const bytes = Buffer.concat([Buffer.alloc(32), encodeRecord(two)]);
  expect(decodeRecords(bytes).records).toEqual([two]);
});

test('a record of which any byte was changed is passed over', () => {
  for (let at = 0; at < 16; at += 1) {
    const bytes = encodeRecord(one);
    bytes[at] = (bytes[at] ?? 0) ^ 0x10;
    expect(decodeRecords(bytes).records).toEqual([]);
  }
});
