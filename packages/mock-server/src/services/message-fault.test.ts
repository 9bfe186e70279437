import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { afterAll, describe, expect, test } from 'vitest';
import { loadProto } from './load-proto.js';

const folder = mkdtempSync(join(tmpdir(), 'fault-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'all.proto');
writeFileSync(
  file,
  `syntax = "proto3"; package all; import "google/protobuf/timestamp.proto"; import "google/protobuf/any.proto";
   enum Size { SMALL = 0; LARGE = 1; }
   message Inner { string full_name = 1; }
   message All {
     string text = 1; bool flag = 2; bytes raw = 3; int32 i32 = 4; uint32 u32 = 5; int64 i64 = 6; uint64 u64 = 7;
     float f = 8; double d = 9; Size size = 10; Inner inner = 11; repeated Inner list = 12; map<string, int32> map = 13;
     google.protobuf.Timestamp at = 14; google.protobuf.Any any = 15; fixed64 f64 = 16; sint32 s32 = 17;
     oneof choice { string one = 18; string two = 19; }
   }
   service S { rpc Do(All) returns (All); }`,
);
const method = (await loadProto(file))['all.S']?.Do;

const good: [title: string, message: object][] = [
  ['nothing', {}],
  ['null and undefined', { text: null, inner: undefined, list: null }],
  ['names in either case', { inner: { full_name: 'a' }, list: [{ fullName: 'b' }] }],
  ['64 bits as number, digits and bigint', { i64: 5, u64: '18446744073709551615', f64: 5n }],
  ['the ends of 32 bits', { i32: -2147483648, u32: 4294967295, s32: '7' }],
  ['words of numbers', { f: 'NaN', d: '-Infinity' }],
  ['bytes in either form', { raw: Uint8Array.of(1) }],
  ['base64', { raw: 'AQ==' }],
  ['an enum by name', { size: 'LARGE' }],
  ['an enum by number, of its list or not', { size: 7 }],
  ['a map', { map: { a: 1 } }],
  [
    'types with a form of their own',
    { at: '2026-01-02T03:04:05Z', any: { '@type': 'type.googleapis.com/all.Inner', fullName: 'a' } },
  ],
];

const bad: [message: object, says: string][] = [
  [{ txt: 'a' }, 'all.All: txt is not a field. Did you mean "text"?'],
  [
    { nothing: 'a' },
    'all.All: nothing is not a field. All has the fields text, flag, raw, i32, u32, i64, u64, f, d, size, inner, list, map, at, any, f64, s32, one, two.',
  ],
  [{ nothing: null }, 'all.All: nothing is not a field.'],
  [{ inner: { fulName: 'a' } }, 'all.All: inner.fulName is not a field. Did you mean "fullName"?'],
  [{ list: [{}, { fulName: 'a' }] }, 'all.All: list[1].fulName is not a field.'],
  [{ list: {} }, 'all.All: list is an object. Give an array there.'],
  [{ list: [null] }, 'all.All: list[0] is not an object. Inner has the fields fullName.'],
  [{ inner: 'a' }, 'all.All: inner is not an object.'],
  [{ text: 5 }, 'all.All: text is another number. Give a string of whole characters there.'],
  [{ text: '\ud800' }, 'all.All: text is a string. Give a string of whole characters there.'],
  [{ flag: 'true' }, 'all.All: flag is a string. Give true or false there.'],
  [
    { i32: 2 ** 31 },
    'all.All: i32 is another number. Give a whole number from -2147483648 to 2147483647 there.',
  ],
  [{ i32: 1.5 }, 'all.All: i32 is another number.'],
  [{ s32: 'x' }, 'all.All: s32 is a string.'],
  [{ u32: -1 }, 'all.All: u32 is another number. Give a whole number from 0 to 4294967295 there.'],
  [
    { i64: '9223372036854775808' },
    'all.All: i64 is a string. Give a whole number from -9223372036854775808 to 9223372036854775807 there.',
  ],
  [{ i64: 2 ** 60 }, 'all.All: i64 is another number.'],
  [{ u64: -1n }, 'all.All: u64 is a string.'],
  [{ f: 1e39 }, 'all.All: f is another number. Give a number that 32 bits can have there.'],
  [{ d: 'x' }, 'all.All: d is a string. Give a number there.'],
  [{ raw: '***' }, 'all.All: raw is a string. Give a Uint8Array, or base64 there.'],
  [{ size: 'LARG' }, 'all.All: size is not a name of all.Size. Did you mean "LARGE"?'],
  [{ size: 'HUGE' }, 'all.All: size is not a name of all.Size. Give one of SMALL, LARGE.'],
  [{ map: { a: 'x' } }, 'all.All: map["a"] is a string.'],
  [{ map: [] }, 'all.All: map is an array. Give an object there.'],
  [
    { at: 'yesterday' },
    'all.All: at is not a google.protobuf.Timestamp in protobuf\'s JSON mapping. Give a text such as "2026-01-02T03:04:05Z".',
  ],
  [{ one: 'a', two: 'b' }, 'all.All: it has one and two, which exclude each other. Keep one.'],
];

describe('a message of a loaded service', () => {
  test.for(good)('with %s is sent', ([, message]) => {
    expect(() => method?.responseSerialize(message as never)).not.toThrow();
  });

  test.for(bad)('%o is refused', ([message, says]) => {
    expect(() => method?.responseSerialize(message as never)).toThrow(says);
  });

  test('shows no value', () => {
    const key = madeKey();
    for (const field of ['flag', 'i32', 'i64', 'f', 'size', 'inner', 'list', 'map', 'at', 'any']) {
      let said: unknown;
      try {
        method?.responseSerialize({ [field]: key } as never);
      } catch (thing) {
        said = thing;
      }
      expect(said, field).toBeInstanceOf(TypeError);
      expectNoKey(key, said);
    }
  });
});
