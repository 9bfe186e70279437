import { type DescField, type DescMessage, ScalarType } from '@bufbuild/protobuf';
import { MisuseError } from '@dlubal-kit/auth-core';
import { isTest } from '../journal/call-filter.js';
import type { PatternKind, TestMaker } from '../patterns/field-patterns.js';
import { isObject } from '../wire/is-object.js';
import { messageFault, valueFault } from './message-fault.js';
import { SCALAR_CHECKS } from './scalar-checks.js';

/**
 * Some fields of a request as a scenario file or a filter has them (names in either case, enums by name or number, bytes in
 * base64), in the form that decoded requests have.
 *
 * @param testOf makes the tests that take the place of values in a file; left out, an object is only what a runner has for that.
 * @throws {MisuseError} for a field that the message does not have, or a value that it cannot have.
 */
export function partialRequest(type: DescMessage, fields: object, testOf?: TestMaker): object {
  const given = inMessage(type, fields as Fields, testOf);
  refuse(type.typeName, messageFault(type, given, { passes: isTest }));
  return given;
}

function refuse(type: string, fault: string | undefined): void {
  if (fault === undefined) return;
  throw new MisuseError(`No ${type} is like this: ${fault}`, 'Then the handler or the filter can match.');
}

type Fields = Readonly<Record<string, unknown>>;

function inMessage(type: DescMessage, fields: Fields, testOf: TestMaker | undefined): Fields {
  const renamed = Object.entries(fields).map(([name, value]) => {
    const field = type.fields.find((each) => each.name === name || each.jsonName === name);
    return field === undefined ? [name, value] : [field.jsonName, inField(field, value, testOf)];
  });
  return Object.fromEntries(renamed) as Fields;
}

function inField(field: DescField, value: unknown, testOf: TestMaker | undefined): unknown {
  const one = (item: unknown): unknown => inItem(field, item, testOf);
  if (isTest(value)) return value;
  const checked = (item: unknown): unknown => checkedItem(field, one(item));
  if (Array.isArray(value)) return value.map(one);
  if (!isObject(value)) return one(value);
  if (field.fieldKind === 'map') return mapped(value, one);
  if (field.fieldKind === 'list' && testOf !== undefined)
    return testOf(value, { name: field.jsonName, kind: 'list', literal: checked });
  return one(value);
}

const mapped = (value: Fields, one: (item: unknown) => unknown): Fields =>
  Object.fromEntries(Object.entries(value).map(([key, item]) => [key, one(item)]));

function inItem(field: DescField, item: unknown, testOf: TestMaker | undefined): unknown {
  const kind = patternKind(field);
  if (isTest(item)) return item;
  if (kind === undefined)
    return field.message !== undefined && isObject(item) && !isMapped(field.message)
      ? inMessage(field.message, item, testOf)
      : item;
  const literal = (value: unknown): unknown => checkedItem(field, inScalar(field, value));
  return isObject(item) && testOf !== undefined
    ? testOf(item, { name: field.jsonName, kind, literal })
    : inScalar(field, item);
}

/** What a test compares with: a value that no field can have would never be found. */
function checkedItem(field: DescField, item: unknown): unknown {
  refuse(field.parent?.typeName ?? field.jsonName, valueFault(field, item, isTest));
  return item;
}

function inScalar({ enum: values, scalar }: DescField, value: unknown): unknown {
  if (values !== undefined && typeof value === 'number') return values.value[value]?.name ?? value;
  if (typeof value === 'bigint') return String(value);
  if (scalar === undefined) return value;
  if (scalar === ScalarType.BYTES && typeof value === 'string' && SCALAR_CHECKS[scalar].holds(value))
    return new Uint8Array(Buffer.from(value, 'base64'));
  // Decoded, a float has the digits that 32 bits have room for.
  if (scalar === ScalarType.FLOAT && typeof value === 'number') return Math.fround(value);
  return LONG.has(scalar) && typeof value === 'number' ? String(value) : value;
}

/** Types of 64 bits: decoded requests have their digits. */
const LONG: ReadonlySet<ScalarType> = new Set([
  ScalarType.INT64,
  ScalarType.UINT64,
  ScalarType.FIXED64,
  ScalarType.SFIXED64,
  ScalarType.SINT64,
]);

/** Types that are a text in JSON. */
const TEXTS: ReadonlySet<string> = new Set(
  ['Timestamp', 'Duration', 'FieldMask', 'StringValue'].map((name) => `google.protobuf.${name}`),
);

const isMapped = ({ typeName }: DescMessage): boolean => typeName.startsWith('google.protobuf.');

/** What a field can be asked; undefined for messages, whose fields are asked. */
function patternKind({ message, scalar }: DescField): PatternKind | undefined {
  if (message !== undefined) return TEXTS.has(message.typeName) ? 'text' : undefined;
  if (scalar === ScalarType.STRING) return 'text';
  return scalar === ScalarType.BYTES ? 'bytes' : 'value';
}
