import {
  type DescEnum,
  type DescField,
  type DescMessage,
  fromJson,
  type JsonValue,
  type Registry,
  ScalarType,
} from '@bufbuild/protobuf';
import { nearestNames } from '@dlubal-kit/auth-core';
import { isObject } from '../wire/is-object.js';
import { SCALAR_CHECKS } from './scalar-checks.js';

/**
 * What keeps an object from being a message in protobuf's JSON mapping: "buyer.nam is not a field. …". It names the field,
 * and never shows its value. Undefined when it is one.
 *
 * @param registry has the types that a google.protobuf.Any can contain.
 * @param passes values that are not looked at: what takes a value's place in a pattern.
 */
export function messageFault(
  type: DescMessage,
  message: unknown,
  { registry, passes = () => false }: { readonly registry?: Registry; readonly passes?: Look['passes'] } = {},
): string | undefined {
  const fault = faultOf(type, message, { passes, ...(registry === undefined ? {} : { registry }) });
  return fault === undefined ? undefined : `${fault.path || 'it'} ${fault.what}`;
}

/** The same of one value of a field; of a list or a map, of one item. */
export function valueFault(field: DescField, value: unknown, passes: Look['passes']): string | undefined {
  const fault = itemFault(field, value, { passes });
  return fault === undefined ? undefined : `${at(field.jsonName, fault)?.path} ${fault.what}`;
}

interface Fault {
  readonly path: string;
  readonly what: string;
}

interface Look {
  readonly registry?: Registry;
  readonly passes: (value: unknown) => boolean;
}

const here = (what: string): Fault => ({ path: '', what });

function at(step: string, fault: Fault | undefined): Fault | undefined {
  if (fault === undefined) return undefined;
  const { path, what } = fault;
  return { path: path === '' || path.startsWith('[') ? `${step}${path}` : `${step}.${path}`, what };
}

function faultOf(type: DescMessage, message: unknown, look: Look): Fault | undefined {
  if (look.passes(message)) return undefined;
  if (type.typeName.startsWith('google.protobuf.')) return mappedFault(type, message, look);
  if (!isObject(message)) return here(`is not an object. ${shape(type)}`);
  const given = Object.entries(message).filter(([, value]) => value !== undefined);
  for (const [name, value] of given) {
    // An extension, which the library knows.
    if (name.startsWith('[')) continue;
    const field = type.fields.find((each) => each.jsonName === name || each.name === name);
    const fault = field === undefined ? here(unknownField(type, name)) : fieldFault(field, value, look);
    if (fault !== undefined) return at(name, fault);
  }
  return choiceFault(
    type,
    given.map(([name]) => name),
  );
}

/** Of the fields of a `oneof`, a message has one. */
function choiceFault({ oneofs }: DescMessage, given: readonly string[]): Fault | undefined {
  const names = oneofs
    .map(({ fields }) =>
      given.filter((name) => fields.some((field) => [field.jsonName, field.name].includes(name))),
    )
    .find(({ length }) => length > 1);
  return names === undefined
    ? undefined
    : here(`has ${names.join(' and ')}, which exclude each other. Keep one.`);
}

function fieldFault(field: DescField, value: unknown, look: Look): Fault | undefined {
  if (value === null || look.passes(value)) return undefined;
  if (field.fieldKind === 'list') {
    if (!Array.isArray(value)) return here(`is ${say(value)}. Give an array there.`);
    return firstFault(
      value.entries(),
      (index) => `[${index}]`,
      (item) => itemFault(field, item, look),
    );
  }
  if (field.fieldKind !== 'map') return itemFault(field, value, look);
  if (!isObject(value)) return here(`is ${say(value)}. Give an object there.`);
  return firstFault(
    Object.entries(value),
    (name) => `[${JSON.stringify(name)}]`,
    (item) => itemFault(field, item, look),
  );
}

function firstFault<Key>(
  entries: Iterable<readonly [Key, unknown]>,
  step: (key: Key) => string,
  faultIn: (item: unknown) => Fault | undefined,
): Fault | undefined {
  for (const [key, item] of entries) {
    const fault = at(step(key), faultIn(item));
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function itemFault(
  { message, enum: values, scalar }: DescField,
  value: unknown,
  look: Look,
): Fault | undefined {
  if (look.passes(value)) return undefined;
  if (message !== undefined) return faultOf(message, value, look);
  if (values !== undefined) return enumFault(values, value);
  const { wanted, holds } = SCALAR_CHECKS[scalar ?? ScalarType.STRING];
  return holds(value) ? undefined : here(`is ${say(value)}. Give ${wanted} there.`);
}

function enumFault({ typeName, values }: DescEnum, value: unknown): Fault | undefined {
  const names = values.map(({ name }) => name);
  if (typeof value === 'number' && SCALAR_CHECKS[ScalarType.INT32].holds(value)) return undefined;
  if (typeof value === 'string' && names.includes(value)) return undefined;
  const near = typeof value === 'string' ? nearestNames(value, names)[0] : undefined;
  const hint =
    near === undefined ? `Give one of ${names.slice(0, 20).join(', ')}.` : `Did you mean "${near}"?`;
  return here(`is not a name of ${typeName}. ${hint}`);
}

/** Types with a form of their own in JSON, such as Timestamp: whether it is that form is the library's to say. */
function mappedFault(type: DescMessage, value: unknown, { registry }: Look): Fault | undefined {
  try {
    fromJson(type, value as JsonValue, registry === undefined ? {} : { registry });
    return undefined;
  } catch {
    return here(`is not a ${type.typeName} in protobuf's JSON mapping. ${FORMS[type.typeName] ?? ''}`.trim());
  }
}

const FORMS: Readonly<Record<string, string>> = {
  'google.protobuf.Timestamp': 'Give a text such as "2026-01-02T03:04:05Z".',
  'google.protobuf.Duration': 'Give a text such as "1.5s".',
};

function unknownField(type: DescMessage, name: string): string {
  const near = nearestNames(
    name,
    type.fields.map(({ jsonName }) => jsonName),
  )[0];
  return `is not a field. ${near === undefined ? shape(type) : `Did you mean "${near}"?`}`;
}

function shape({ name, fields }: DescMessage): string {
  const names = fields.map(({ jsonName }) => jsonName).join(', ');
  return `${name} has ${names === '' ? 'no fields' : `the fields ${names}`}.`;
}

function say(value: unknown): string {
  if (typeof value === 'string') return 'a string';
  if (typeof value === 'number' || typeof value === 'bigint') return 'another number';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
