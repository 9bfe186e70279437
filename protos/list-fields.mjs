const scalars = {
  TYPE_STRING: 'string',
  TYPE_BOOL: 'bool',
  TYPE_INT32: 'int32',
  TYPE_BYTES: 'bytes',
};

function kindOf({ type, typeName, name }) {
  const kind = typeName === undefined ? scalars[type] : typeName.slice(1);
  if (kind === undefined)
    throw new Error(`field ${name} is ${type}: give list-fields.mjs and check-message.ts a row for it.`);
  return kind;
}

const fieldRow = (field) =>
  `    ${field.jsonName}: ${field.label === 'LABEL_REPEATED' ? `['${kindOf(field)}']` : `'${kindOf(field)}'`},\n`;

const messageRow = (pack, { name, field = [] }) =>
  `  '${pack}.${name}': {\n${field.map(fieldRow).join('')}  },\n`;

const enumRow = (pack, { name, value }) =>
  `  '${pack}.${name}': {\n${value.map((one) => `    ${one.name}: ${one.number ?? 0},\n`).join('')}  },\n`;

/**
 * @param {{ file: object[] }} descriptors a FileDescriptorSet as JSON
 * @returns {string} source of message-fields.ts: what check-message.ts checks an object against
 */
export function listFields({ file }) {
  const rows = file.flatMap(({ package: pack, messageType = [] }) =>
    messageType.map((m) => messageRow(pack, m)),
  );
  const enums = file.flatMap(({ package: pack, enumType = [] }) => enumType.map((e) => enumRow(pack, e)));
  return `import type { MessageFields } from '../field-kind.js';

/** Every message's fields: a scalar, a message or an enum by its full name, or one of them in \`[]\` where the field is repeated. */
export const messageFields: Readonly<Record<string, MessageFields>> = {
${rows.join('')}};

/** Every enum's numbers by name. A field can have a number that its list does not hold yet. */
export const enumValues: Readonly<Record<string, Readonly<Record<string, number>>>> = {
${enums.join('')}};
`;
}
