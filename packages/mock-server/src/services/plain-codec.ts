import {
  type DescField,
  type DescMessage,
  fromBinary,
  fromJson,
  type JsonValue,
  type Registry,
  ScalarType,
  toBinary,
  toJson,
} from '@bufbuild/protobuf';
import { isBytes } from '../wire/bytes.js';
import { isObject } from '../wire/is-object.js';
import { messageFault } from './message-fault.js';

/** Bytes of one message as a plain object, and back. */
export interface PlainCodec {
  /** @throws {Error} when the bytes are not such a message. */
  readonly decode: (bytes: Uint8Array) => unknown;
  /** @throws {TypeError} that names the field which is unknown or has another type, and never shows its value. */
  readonly encode: (message: unknown) => Buffer;
}

/**
 * The form of messages of services that come from descriptors: protobuf's JSON mapping (names in camelCase, enums by name,
 * 64-bit numbers as text, a Timestamp as RFC 3339), where bytes are Uint8Array. Fields that are not set have their defaults.
 */
export function plainCodec(type: DescMessage, registry: Registry): PlainCodec {
  return {
    decode(bytes) {
      const json = toJson(type, fromBinary(type, bytes), { registry, alwaysEmitImplicit: true });
      return mapBytes(type, json, (text) => new Uint8Array(Buffer.from(text, 'base64')));
    },
    encode(message) {
      const json = jsonOf(message);
      const fault = messageFault(type, json, { registry });
      if (fault !== undefined) throw new TypeError(`${type.typeName}: ${fault}`);
      const bytes = toBinary(type, fromJson(type, json as JsonValue, { registry }));
      return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    },
  };
}

/** What JSON cannot hold, as protobuf's mapping writes it. */
function jsonOf(value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (isBytes(value)) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(jsonOf);
  const given = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(given.map(([name, field]) => [name, jsonOf(field)]));
}

/** Replaces each bytes field, which is base64 in JSON. */
export function mapBytes(type: DescMessage, json: unknown, map: (base64: string) => unknown): unknown {
  // Types with a mapping of their own, such as Timestamp and Any, have none of their fields in JSON.
  if (!isObject(json) || type.typeName.startsWith('google.protobuf.')) return json;
  const mapped = type.fields.flatMap((field) =>
    Object.hasOwn(json, field.jsonName)
      ? [[field.jsonName, mapField(field, json[field.jsonName], map)] as const]
      : [],
  );
  return { ...json, ...Object.fromEntries(mapped) };
}

function mapField(field: DescField, value: unknown, map: (base64: string) => unknown): unknown {
  const one = (item: unknown): unknown => {
    if (field.message !== undefined) return mapBytes(field.message, item, map);
    return field.scalar === ScalarType.BYTES && typeof item === 'string' ? map(item) : item;
  };
  if (Array.isArray(value)) return value.map(one);
  if (field.fieldKind !== 'map' || !isObject(value)) return one(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, one(item)]));
}
