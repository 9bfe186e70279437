import { expect, test } from 'vitest';
import { applicationRpcs, type RpcMethod } from './application-rpcs.js';

const bytesOf = (hex: string): Buffer => Buffer.from(hex.replaceAll(' ', ''), 'hex');
const decode = (method: RpcMethod, half: 'Request' | 'Response', bytes: Uint8Array): unknown =>
  applicationRpcs[method][`decode${half}`](bytes);

// Field 1 of ApplicationInfo is a string, 2 an enum, 3 a bool; 15 is unknown.
const malformed: readonly (readonly [title: string, hex: string, why: RegExp])[] = [
  ['a known varint of eleven bytes', `18 ${'ff'.repeat(10)} 01`, /invalid varint/],
  ['an unknown varint of eleven bytes', `78 ${'ff'.repeat(10)} 01`, /invalid varint/],
  ['a varint inside an unknown group of eleven bytes', `7b 08 ${'ff'.repeat(10)} 01 7c`, /invalid varint/],
  ['a known varint that is cut off', '10 80', /premature EOF/],
  ['an unknown varint that is cut off', '78 80', /premature EOF/],
  ['a tag that is cut off', '80', /premature EOF/],
  ['a tag with nothing behind it', '0a', /premature EOF/],
  ['a tag above 32 bits', '8a 80 80 80 10 01 61', /overflows uint32/],
  ['a string that is longer than the input', '0a 05 61', /premature EOF/],
  ['a string of 4 GiB in six bytes', '0a ff ff ff ff 0f', /premature EOF/],
  ['an unknown field that is longer than the input', '7a 05 61', /premature EOF/],
  ['an unknown fixed64 that is cut off', '79 01 02', /premature EOF/],
  ['text that is not UTF-8', '0a 02 c3 28', /not valid/],
  ['long text that is not UTF-8', `0a 28 ${'ff'.repeat(40)}`, /not valid/],
  ['a surrogate in UTF-8', '0a 03 ed a0 80', /not valid/],
  ['an overlong form in UTF-8', '0a 02 c0 80', /not valid/],
  ['field number 0', '00 00', /field no 0/],
  ['field number 0 with a length', '02 01 61', /field no 0/],
  ['wire type 6', '7e 01', /wire type 6/],
  ['wire type 7', '7f 01', /wire type 7/],
  ['a string sent as a varint', '08 01', /field 1 has wire type 0 instead of 2/],
  ['a bool sent as a string', '1a 01 61', /field 3 has wire type 2 instead of 0/],
  ['the end of a group that never began', '7c 0a 01 61', /wire type 4/],
  ['a group that another one ends', '7b 84 01', /invalid end group/],
  ['a group that never ends', '7b', /premature EOF/],
  ['200,000 groups in each other', '7b'.repeat(200_000), /recursion depth/],
];

test.each(malformed)('%s is refused', (_title, hex, why) => {
  const read = () => decode('getApplicationInfo', 'Response', bytesOf(hex));
  expect(read).toThrow(why);
  expect(read).toThrow(
    /^get_application_info response: the bytes are not a dlubal\.api\.rfem\.ApplicationInfo: /,
  );
});

test('an empty message refuses them too', () => {
  for (const hex of ['7c', '00 00', '78 80', '7b']) {
    expect(() => decode('getApplicationInfo', 'Request', bytesOf(hex))).toThrow(
      /get_application_info request/,
    );
  }
});

test('a nested message ends where it says', () => {
  const close = (hex: string) => decode('closeModel', 'Request', bytesOf(hex));
  expect(close('0a 03 0a 01 61')).toEqual({ modelId: { guid: 'a' }, saveChanges: false });
  expect(() => close('0a 20 0a 01 61')).toThrow(/premature EOF/);
  expect(() => close('0a 02 0a 03 61 62 63')).toThrow(/longer than its message/);
});

test('a hundred groups in each other are still read', () => {
  const bytes = bytesOf('7b'.repeat(100) + '7c'.repeat(100));
  expect(decode('getApplicationInfo', 'Request', bytes)).toEqual({});
});

test('no cut of a good message is taken for one with all its fields', () => {
  const { encodeResponse, decodeResponse } = applicationRpcs.getApplicationInfo;
  const whole = encodeResponse({ name: 'RFEM', type: 3, version: '6.10.0002' });
  const wanted = decodeResponse(whole);
  for (let length = 0; length < whole.length; length += 1) {
    let read: unknown;
    try {
      read = decodeResponse(whole.subarray(0, length));
    } catch {
      continue;
    }
    expect(read).not.toEqual(wanted);
  }
});
