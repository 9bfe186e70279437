import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applicationRpcs } from './application-rpcs.js';
import type { FieldKind } from './field-kind.js';
import * as common from './generated/dlubal/api/common/common.js';
import * as rfem from './generated/dlubal/api/rfem/application.js';
import { AnyCodec } from './generated/google/protobuf/any.js';
import { EmptyCodec } from './generated/google/protobuf/empty.js';
import { enumValues, messageFields } from './generated/message-fields.js';
import { nameOf, protoRoot, tidyBytes, wordyBytes } from './proto-peer.js';
import type { Codec } from './rpc-row.js';

const generated: unknown[] = [...Object.values(common), ...Object.values(rfem), AnyCodec, EmptyCodec];
const codecs = generated.filter(
  (thing): thing is Codec<object> => typeof thing === 'object' && thing !== null && '$type' in thing,
);

const scalars: Record<string, fc.Arbitrary<unknown>> = {
  string: fc.string({ unit: 'binary' }),
  bool: fc.boolean(),
  int32: fc.oneof(fc.integer(), fc.constantFrom(0, -1, 2 ** 31 - 1, -(2 ** 31))),
  bytes: fc.uint8Array(),
};

/** Messages of a type, each field there or left out. */
function messages(type: FieldKind): fc.Arbitrary<object> {
  const one = (kind: FieldKind): fc.Arbitrary<unknown> =>
    scalars[Object.hasOwn(enumValues, kind) ? 'int32' : kind] ?? messages(kind);
  const fields = Object.entries(messageFields[type] ?? {}).map(([name, kind]) => [
    name,
    typeof kind === 'string' ? one(kind) : fc.array(one(kind[0]), { maxLength: 4 }),
  ]);
  return fc.record(Object.fromEntries(fields), { requiredKeys: [], noNullPrototype: true });
}

describe.each(codecs.map((codec) => [codec.$type, codec] as const))('%s', (type, codec) => {
  test('goes out as protobufjs writes it, and comes back as it was', () => {
    const roundTrip = fc.property(messages(type), (partial) => {
      const whole = codec.fromPartial(partial);
      const bytes = codec.encode(whole).finish();
      expect(Buffer.from(bytes)).toEqual(Buffer.from(tidyBytes(type, whole)));
      expect(codec.decode(bytes)).toEqual(whole);
      expect(codec.decode(wordyBytes(type, whole))).toEqual(whole);
    });
    fc.assert(roundTrip);
  });

  test('has the fields of the .proto', () => {
    expect(Object.keys(messageFields[type] ?? {})).toEqual(
      protoRoot.lookupType(type).fieldsArray.map(nameOf),
    );
  });
});

test('no message is left out', () => {
  expect(codecs.map((codec) => codec.$type).sort()).toEqual(Object.keys(messageFields).sort());
});

const { openModel, createModel, saveModel, getApplicationInfo, getObjectListImpl, createObjectImpl } =
  applicationRpcs;

test('an optional field keeps the difference between empty and absent', () => {
  const { encodeRequest, decodeRequest } = createModel;
  expect(decodeRequest(encodeRequest({ name: 'hall' }))).toStrictEqual({ name: 'hall' });
  expect(decodeRequest(encodeRequest({ name: 'hall', templatePath: '' }))).toStrictEqual({
    name: 'hall',
    templatePath: '',
  });
  expect(saveModel.decodeRequest(saveModel.encodeRequest({ modelId: {} }))).toStrictEqual({
    modelId: { guid: '' },
  });
});

test('an answer with no bytes is the message of defaults', () => {
  expect(getApplicationInfo.decodeResponse(new Uint8Array())).toStrictEqual({
    name: '',
    type: 0,
    isServerInstance: false,
    version: '',
    fullVersion: '',
    options: '',
    languageName: '',
    languageId: '',
  });
});

test('fields of a newer server are passed over, whatever their wire type', () => {
  const newer = Buffer.from('7896017901020304050607087a01617d010203047b08017c', 'hex');
  const version = Buffer.from('2209362e31302e30303032', 'hex');
  const bytes = Buffer.concat([newer, version, newer]);
  expect(getApplicationInfo.decodeResponse(bytes)).toEqual(
    getApplicationInfo.completeResponse({ version: '6.10.0002' }),
  );
});

test('a number that the enum does not list yet comes through as it is', () => {
  expect(getApplicationInfo.decodeResponse(Buffer.from([0x10, 99])).type).toBe(99);
});

test('ten million letters and 100,000 objects survive', () => {
  const path = 'ä'.repeat(10_000_000);
  expect(openModel.decodeRequest(openModel.encodeRequest({ path })).path === path).toBe(true);
  const objects = Array.from({ length: 100_000 }, (_, i) => ({ modelId: { guid: `${i}` } }));
  const back = getObjectListImpl.decodeRequest(getObjectListImpl.encodeRequest({ objects }));
  expect(back.objects).toHaveLength(100_000);
  expect(back.objects[99_999]?.modelId).toEqual({ guid: '99999' });
});

test('bytes come back as a Uint8Array, also out of a Buffer', () => {
  const { encodeRequest, decodeRequest } = createObjectImpl;
  const value = Uint8Array.of(0, 127, 255);
  const back = decodeRequest(encodeRequest({ object: { typeUrl: 'type.googleapis.com/x.Node', value } }));
  expect(back.object?.value).toStrictEqual(value);
});
