const scalars = {
  TYPE_STRING: 'string',
  TYPE_BOOL: 'bool',
  TYPE_INT32: 'int32',
  TYPE_ENUM: 'int32', // an enum is a number, and may be one that its list does not hold yet
  TYPE_BYTES: 'bytes',
};

function kindOf({ type, typeName, name }) {
  const kind = type === 'TYPE_MESSAGE' ? typeName.slice(1) : scalars[type];
  if (kind === undefined)
    throw new Error(`field ${name} is ${type}: give list-fields.mjs and check-message.ts a row for it.`);
  return kind;
}

const fieldRow = (field) =>
  `    ${field.jsonName}: ${field.label === 'LABEL_REPEATED' ? `['${kindOf(field)}']` : `'${kindOf(field)}'`},\n`;

const messageRow = (pack, { name, field = [] }) =>
  `  '${pack}.${name}': {\n${field.map(fieldRow).join('')}  },\n`;

/**
 * @param {{ file: object[] }} descriptors a FileDescriptorSet as JSON
 * @returns {string} source of message-fields.ts: what check-message.ts checks an object against
 */
export function listFields({ file }) {
  const rows = file.flatMap(({ package: pack, messageType = [] }) =>
    messageType.map((m) => messageRow(pack, m)),
  );
  return `import type { MessageFields } from '../field-kind.js';

/** Every message's fields: a scalar, a message by its full name, or either in \`[]\` where the field is repeated. */
export const messageFields: Readonly<Record<string, MessageFields>> = {
${rows.join('')}};
`;
}
