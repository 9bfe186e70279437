import type { FieldKind, MessageFields } from './field-kind.js';
import { enumValues, messageFields } from './generated/message-fields.js';

const INT32_LIMIT = 2 ** 31;

/** What a scalar field may hold: in words, and as a question. Tags, not `instanceof`: Jest has a second Uint8Array. */
const scalars: Readonly<Record<string, readonly [wanted: string, holds: (value: unknown) => boolean]>> = {
  string: ['a string', (value) => typeof value === 'string'],
  bool: ['true or false', (value) => typeof value === 'boolean'],
  int32: [
    'a whole number of 32 bits',
    (value) => Number.isInteger(value) && Number(value) >= -INT32_LIMIT && Number(value) < INT32_LIMIT,
  ],
  bytes: ['a Uint8Array', (value) => Object.prototype.toString.call(value) === '[object Uint8Array]'],
};

/** An enum is a number, and can be one that its list does not hold yet. */
const ENUM = scalars.int32;

/**
 * Refuses what the encoder would send as something else: a field that the message does not have (it would be left
 * out), or a value of another type (`5` for a string would go out as `'5'`). Values are never shown.
 *
 * @param type full name, for example `dlubal.api.rfem.OpenModelRequest`
 * @param where what the message is: the first words of the error
 * @param passes values that are not looked at: what takes a value's place in a pattern
 * @throws TypeError naming the field, what it holds and what belongs there
 */
export function checkMessage(type: string, message: unknown, where: string, passes?: Passes): void {
  const fault = faultOf(type, message, passes);
  if (fault !== undefined) throw new TypeError(`${where}: ${fault.path || 'it'} ${fault.what}`);
}

type Passes = (value: unknown) => boolean;

/** What is wrong, and where; the path grows on the way back, so that a good message costs no text. */
interface Fault {
  readonly path: string;
  readonly what: string;
}

const faultHere = (what: string): Fault => ({ path: '', what });

function faultIn(name: string, { path, what }: Fault): Fault {
  return { path: path === '' || path.startsWith('[') ? `${name}${path}` : `${name}.${path}`, what };
}

function faultOf(kind: FieldKind, value: unknown, passes: Passes | undefined): Fault | undefined {
  const scalar = Object.hasOwn(enumValues, kind) ? ENUM : scalars[kind];
  if (scalar === undefined) return messageFault(kind, value, passes);
  const [wanted, holds] = scalar;
  if (!holds(value)) return faultHere(`is ${say(value)}. Give ${wanted} there.`);
  if (typeof value !== 'string' || isWellFormed(value)) return undefined;
  return faultHere('holds half of a surrogate pair, which UTF-8 cannot carry. Give whole characters there.');
}

function messageFault(type: string, message: unknown, passes: Passes | undefined): Fault | undefined {
  const fields = messageFields[type] ?? {};
  if (!isObject(message)) return faultHere(`is ${say(message)}. Give an object: ${shape(type, fields)}`);
  for (const name of Object.keys(message)) {
    const kind = Object.hasOwn(fields, name) ? fields[name] : undefined;
    const fault =
      kind === undefined
        ? faultHere(`is not a field. ${shape(type, fields)}`)
        : fieldFault(kind, message[name], passes);
    if (fault !== undefined) return faultIn(name, fault);
  }
  return undefined;
}

function fieldFault(
  kind: FieldKind | readonly [FieldKind],
  value: unknown,
  passes: Passes | undefined,
): Fault | undefined {
  if (value === undefined || value === null || passes?.(value) === true) return undefined;
  if (typeof kind === 'string') return faultOf(kind, value, passes);
  if (!Array.isArray(value)) return faultHere(`is ${say(value)}. Give an array there.`);
  for (const [index, item] of value.entries()) {
    const fault = passes?.(item) === true ? undefined : faultOf(kind[0], item, passes);
    if (fault !== undefined) return faultIn(`[${index}]`, fault);
  }
  return undefined;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `String.prototype.isWellFormed`: every Node.js that we support has it, the types of ES2023 do not. */
const isWellFormed = (text: string & { isWellFormed?(): boolean }): boolean => text.isWellFormed?.() ?? true;

function shape(type: string, fields: MessageFields): string {
  const names = Object.keys(fields).join(', ');
  return `${type.split('.').at(-1)} has ${names === '' ? 'no fields' : `the fields ${names}`}.`;
}

function say(value: unknown): string {
  if (value === null || value === undefined) return `${value}`;
  if (typeof value === 'number') return Number.isInteger(value) ? 'a whole number' : 'a number';
  if (typeof value === 'object') return Array.isArray(value) ? 'an array' : 'an object';
  return `a ${typeof value}`;
}
