import { enumValues, type FieldKind, messageFields } from '@dlubal-kit/protos';
import type { AskedField } from '../patterns/field-patterns.js';
import { patternKind } from '../patterns/pattern-kind.js';
import { isBytes } from '../wire/bytes.js';
import { isObject } from '../wire/is-object.js';
import type { FileMessage, FileMetadata } from './scenario-types.js';

/** A message as the codecs take it: bytes from base64, enums by number. The schema has found its fields right. */
export function messageFromFile(type: string, message: FileMessage): Record<string, unknown> {
  return mapMessage(type, message, (_name, value, kind) => fromFile(value, kind));
}

/** Fields that a request must have, as a file has them: what `testOf` makes takes the place of each pattern. */
export function requestFromFile(
  type: string,
  message: FileMessage,
  testOf: (pattern: object, field: AskedField) => unknown,
): Record<string, unknown> {
  return mapMessage(
    type,
    message,
    (name, value, kind) => {
      const literal = (item: unknown): unknown => fromFile(item, kind);
      return isObject(value) ? testOf(value, { name, kind: patternKind(kind), literal }) : literal(value);
    },
    (name, value, literal) => testOf(value, { name, kind: 'list', literal }),
  );
}

/** A message as a file holds it, patterns in place of values included: bytes as base64, and no field without a value. */
export function messageToFile(type: string, message: FileMessage): FileMessage {
  return mapMessage(type, message, (_name, value, kind) => {
    if (!isObject(value) || isBytes(value)) return toFile(value, kind);
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, toFile(part, kind)]));
  });
}

const toFile = (value: unknown, kind: FieldKind): unknown =>
  kind === 'bytes' ? Buffer.from(value as Uint8Array).toString('base64') : value;

function fromFile(value: unknown, kind: FieldKind): unknown {
  if (typeof value !== 'string') return value;
  if (kind === 'bytes') return new Uint8Array(Buffer.from(value, 'base64'));
  return Object.hasOwn(enumValues, kind) ? enumValues[kind]?.[value] : value;
}

/** Makes a field's value of what is not a message. */
type MapScalar = (name: string, value: unknown, kind: FieldKind) => unknown;
/** Makes it of an object where a list belongs. */
type MapOther = (name: string, value: object, item: (value: unknown) => unknown) => unknown;

function mapMessage(
  type: string,
  message: FileMessage,
  scalar: MapScalar,
  other: MapOther = (_name, value) => value,
): Record<string, unknown> {
  const one = (name: string, kind: FieldKind, value: unknown): unknown =>
    Object.hasOwn(messageFields, kind)
      ? mapMessage(kind, value as FileMessage, scalar, other)
      : scalar(name, value, kind);
  const field = (name: string, kind: FieldKind | readonly [FieldKind], value: unknown): unknown => {
    if (typeof kind === 'string') return one(name, kind, value);
    const item = (each: unknown): unknown => one(name, kind[0], each);
    return Array.isArray(value) ? value.map(item) : other(name, value as object, item);
  };
  const fields = messageFields[type] ?? {};
  const given = Object.entries(message).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, field(name, fields[name] ?? '', value)]));
}

/** Headers or trailers as `reply` takes them: bytes from base64 under names that end with `-bin`. */
export function metadataFromFile(metadata: FileMetadata = {}): Record<string, (string | Uint8Array)[]> {
  const values = (name: string, value: string | readonly string[]): (string | Uint8Array)[] =>
    [value]
      .flat()
      .map((text) => (name.endsWith('-bin') ? new Uint8Array(Buffer.from(text, 'base64')) : text));
  return Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name, values(name, value)]));
}
