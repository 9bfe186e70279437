import type { DescField, DescMessage } from '@bufbuild/protobuf';
import { MisuseError, nearestNames } from '@dlubal-kit/auth-core';
import { isObject, mapBytes } from './plain-codec.js';

/**
 * Some fields of a request as a scenario file has them (names in either case, enums by name or number, bytes in base64), in
 * the form that decoded requests have. Values are left as they are: a pattern can take a value's place.
 *
 * @throws {MisuseError} for a field that the message does not have.
 */
export function partialRequest(type: DescMessage, fields: object): object {
  const renamed = Object.entries(fields).map(([name, value]) => {
    const field = type.fields.find((each) => each.name === name || each.jsonName === name);
    if (field === undefined) throw unknownField(type, name);
    return [field.jsonName, inField(field, value)] as const;
  });
  return mapBytes(
    type,
    Object.fromEntries(renamed),
    (text) => new Uint8Array(Buffer.from(text, 'base64')),
  ) as object;
}

function inField(field: DescField, value: unknown): unknown {
  const one = (item: unknown): unknown => {
    if (field.message !== undefined)
      return isObject(item) && isPlain(field.message) ? partialRequest(field.message, item) : item;
    if (field.enum !== undefined && typeof item === 'number') return field.enum.value[item]?.name ?? item;
    return typeof item === 'number' && isLong(field) ? String(item) : item;
  };
  if (Array.isArray(value)) return value.map(one);
  if (field.fieldKind !== 'map' || !isObject(value)) return one(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, one(item)]));
}

const isPlain = ({ typeName }: DescMessage): boolean => !typeName.startsWith('google.protobuf.');

/** Types of 64 bits, by their numbers in descriptors: 3, 4, 6, 16, 18. */
const isLong = ({ scalar }: DescField): boolean => scalar !== undefined && [3, 4, 6, 16, 18].includes(scalar);

function unknownField({ typeName, fields }: DescMessage, name: string): MisuseError {
  const names = fields.map((field) => field.jsonName);
  const near = nearestNames(name, names)[0];
  return new MisuseError(
    `${typeName} has no field "${name}".`,
    near === undefined ? `Its fields are ${names.join(', ') || 'none'}.` : `Did you mean "${near}"?`,
  );
}
