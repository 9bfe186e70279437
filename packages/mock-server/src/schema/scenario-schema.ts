import type { Schema } from '@cfworker/json-schema';
import { PLANS } from '@dlubal-kit/auth-core';
import { KEY_STATES } from '../keys/key-state.js';
import { BILLING_RULES } from '../metering/billing-rules.js';
import { APPLICATION_NAMES } from '../services/applications.js';
import { STORIES } from '../stories/story-table.js';
import { FAULT_FIELDS, HANDLER, STRUCK } from './answer-schema.js';
import { messageDefinitions, messageRef } from './message-definitions.js';
import { requestDefinitions } from './request-definitions.js';

const KEY: Schema = {
  type: ['object', 'null'],
  properties: {
    value: {
      type: 'string',
      pattern: '^\\$\\{[A-Za-z_][A-Za-z0-9_]*\\}$',
      description: `The variable that holds the key's text, as \${NAME}. Left out, a new key is made on each run.`,
    },
    state: { enum: Object.keys(KEY_STATES), description: 'What the server makes of the key.' },
    limit: { type: 'integer', minimum: 0, description: 'Requests a month that this key alone may make.' },
  },
  additionalProperties: false,
};

const properties: Readonly<Record<string, Schema>> = {
  $schema: { type: 'string' },
  version: { const: 1, description: 'Version of this format.' },
  keys: { type: 'object', description: 'The keys by label.', additionalProperties: KEY },
  monthlyLimit: { type: 'integer', minimum: 0, description: 'Requests a month for the whole company.' },
  plan: { enum: Object.keys(PLANS), description: 'A plan, whose requests a month are the limit.' },
  overage: { type: 'boolean', description: 'Whether calls beyond the limit are answered all the same.' },
  billing: {
    type: 'object',
    description: 'What is billed, where it differs from the rules.',
    properties: Object.fromEntries(Object.keys(BILLING_RULES).map((name) => [name, { type: 'boolean' }])),
    additionalProperties: false,
  },
  clock: {
    type: 'string',
    format: 'date-time',
    description: 'The moment at which the clock is stopped, such as 2026-03-31T23:59:58Z.',
  },
  applicationInfo: messageRef('dlubal.api.rfem.ApplicationInfo'),
  objectTypes: { type: 'object', additionalProperties: { type: 'integer' } },
  applications: {
    type: 'array',
    items: { enum: [...APPLICATION_NAMES] },
    description: 'The applications that the server is. Default: rfem.',
  },
  onUnmatchedCall: {
    enum: ['default', 'warn', 'error'],
    description: 'Calls that no handler answers: `default` lets the in-memory models answer.',
  },
  handlers: {
    type: 'array',
    maxItems: 10_000,
    items: HANDLER,
    description: 'Asked in this order; the first that fits answers.',
  },
  faults: {
    type: 'array',
    items: {
      type: 'object',
      properties: {
        ...FAULT_FIELDS,
        when: STRUCK,
        times: { type: 'integer', minimum: 1 },
      },
      required: ['name'],
      additionalProperties: false,
    },
  },
  play: {
    type: 'array',
    description: 'Failure stories that are told from the first call on.',
    items: {
      type: 'object',
      properties: { name: { enum: Object.keys(STORIES) }, key: { type: 'string' } },
      required: ['name'],
      additionalProperties: false,
    },
  },
};

/**
 * The JSON Schema (draft 7) of scenario files, made from the server's own tables. The parser checks files with it; what
 * the package publishes as `scenario.schema.json` is the same.
 */
export function scenarioSchema(): Schema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Scenario of the Dlubal API mock server',
    type: 'object',
    properties: { ...properties },
    // Places for anchors, under names of the file's own.
    patternProperties: { '^x-': {} },
    required: ['version'],
    additionalProperties: false,
    definitions: { ...messageDefinitions(), ...requestDefinitions() },
  };
}
