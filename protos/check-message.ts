import { messageFields } from './generated/message-fields.js';

/** A scalar's name, or a message's full name. */
export type FieldKind = string;

/** A message's fields by their name in TypeScript; a repeated field's kind stands in an array. */
export type MessageFields = Readonly<Record<string, FieldKind | readonly [FieldKind]>>;

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

/**
 * Refuses what the encoder would send as something else: a field that the message does not have (it would be left
 * out), or a value of another type (`5` for a string would go out as `'5'`). Values are never shown.
 *
 * @param type full name, for example `dlubal.api.rfem.OpenModelRequest`
 * @param where what the message is: the first words of the error
 * @throws TypeError naming the field, what it holds and what belongs there
 */
export function checkMessage(type: string, message: unknown, where: string): void {
  const fault = faultOf(type, message, '');
  if (fault !== undefined) throw new TypeError(`${where}: ${fault}`);
}

type Fault = string | undefined;

function faultOf(kind: FieldKind, value: unknown, at: string): Fault {
  const fields = messageFields[kind];
  return fields === undefined ? scalarFault(kind, value, at) : messageFault(kind, fields, value, at);
}

function messageFault(type: string, fields: MessageFields, message: unknown, at: string): Fault {
  if (typeof message !== 'object' || message === null || Array.isArray(message)) {
    return `${at === '' ? 'it' : at} is ${say(message)}. Give an object: ${shape(type, fields)}`;
  }
  for (const [name, value] of Object.entries(message)) {
    const fault = fieldFault(type, fields, name, value, at === '' ? name : `${at}.${name}`);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function fieldFault(type: string, fields: MessageFields, name: string, value: unknown, at: string): Fault {
  const kind = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (kind === undefined) return `there is no field ${at}. ${shape(type, fields)}`;
  if (value === undefined || value === null) return undefined;
  if (typeof kind === 'string') return faultOf(kind, value, at);
  if (!Array.isArray(value)) return `${at} is ${say(value)}. Give an array there.`;
  for (const [index, item] of value.entries()) {
    const fault = faultOf(kind[0], item, `${at}[${index}]`);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function scalarFault(kind: FieldKind, value: unknown, at: string): Fault {
  const [wanted, holds] = scalars[kind] ?? ['nothing', () => false];
  if (!holds(value)) return `${at} is ${say(value)}. Give ${wanted} there.`;
  return typeof value === 'string' && /\p{Surrogate}/u.test(value)
    ? `${at} holds half of a surrogate pair, which UTF-8 cannot carry. Give whole characters there.`
    : undefined;
}

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
