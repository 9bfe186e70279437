import { failureOf } from '@dlubal-kit/auth-core';

/** A JSON Schema, as far as the answers need one. */
export type Shape = { readonly [keyword: string]: unknown };

const anything: Shape = {};
const text: Shape = { type: 'string' };
const constant = (value: boolean): Shape => ({ const: value });

/** The shapes of answers: objects name their fields, those that are always there first. */
export const shape = {
  anything,
  text,
  whole: { type: 'integer' },
  number: { type: 'number' },
  flag: { type: 'boolean' },
  time: { type: 'string', format: 'date-time' },
  yes: constant(true),
  no: constant(false),
  words: (...words: string[]): Shape => ({ enum: words }),
  list: (items: Shape): Shape => ({ type: 'array', items }),
  map: (values: Shape): Shape => ({ type: 'object', additionalProperties: values }),
  orNull: (one: Shape): Shape => ({ anyOf: [one, { type: 'null' }] }),
  one: (...shapes: Shape[]): Shape => (shapes.length === 1 ? (shapes[0] ?? anything) : { anyOf: shapes }),
  object: (
    always: Readonly<Record<string, Shape>>,
    sometimes: Readonly<Record<string, Shape>> = {},
  ): Shape => ({
    type: 'object',
    properties: { ...always, ...sometimes },
    required: Object.keys(always),
  }),
};

/** Where the site has a schema: next to the pages on failures. */
export const schemaAddress = (path: string): string =>
  new URL(`../schemas/${path}`, failureOf('usage').docs).href;

/** What is published: fields can be added, so more of them are allowed. */
export const published = (command: string, answer: Shape): Shape => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: schemaAddress(`answers/${fileName(command)}`),
  title: `What "dlubal-auth ${command} --json" prints`,
  ...answer,
});

export const fileName = (command: string): string => `${command.replace(' ', '-')}.schema.json`;

/** The same with every field named: an answer with another one fails. */
export function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, closed(value)]));
  return 'properties' in inner ? { ...inner, additionalProperties: false } : inner;
}
