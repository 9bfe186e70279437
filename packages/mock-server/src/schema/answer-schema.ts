import type { Schema } from '@cfworker/json-schema';
import { rpcList } from '@dlubal-kit/protos';
import { LATENCY_MS } from '../faults/fault.js';
import { FAULTS } from '../faults/fault-table.js';
import { ANSWERABLE_KINDS } from '../handlers/reply.js';
import { APPLICATIONS } from '../services/applications.js';
import { STATUS_CODES } from '../wire/status-code.js';
import { ifThen } from './if-then.js';
import { BASE64, messageRef } from './message-definitions.js';
import { patternSchema, requestRef } from './request-definitions.js';

const METADATA: Schema = {
  type: 'object',
  additionalProperties: {
    anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' }, minItems: 1 }],
  },
};

/** Milliseconds that a timer can wait. */
const MS: Schema = { type: 'integer', minimum: 0, maximum: 2 ** 31 - 1 };

const FAULT_SETTINGS: Readonly<Record<string, Schema>> = {
  delayMs: { ...MS, description: `latency: milliseconds. Default ${LATENCY_MS}.` },
  code: { type: 'integer', minimum: 0, description: 'reset-stream, goaway: HTTP/2 error code.' },
  debugData: { type: 'string', description: "goaway: the text of GOAWAY's debug data." },
  httpStatus: { type: 'integer', minimum: 100, maximum: 599, description: 'http-page: status. Default 502.' },
  grpcStatus: { type: 'string', description: 'bad-status: the text of grpc-status.' },
};

/** The fields of a fault, in a handler and in `faults`. */
export const FAULT_FIELDS: Readonly<Record<string, Schema>> = {
  name: { enum: Object.keys(FAULTS), description: 'What goes wrong on the way.' },
  ...FAULT_SETTINGS,
};

const ERROR: Schema = {
  type: 'object',
  description: 'An error, by kind of failure or by gRPC status.',
  properties: {
    kind: { enum: [...ANSWERABLE_KINDS] },
    status: { anyOf: [{ enum: Object.keys(STATUS_CODES) }, { type: 'integer', minimum: 0 }] },
    details: { type: 'string', description: "The server's words; refusals have their own." },
  },
  additionalProperties: false,
  oneOf: [{ required: ['kind'] }, { required: ['status'] }],
};

const ANSWER_FIELDS: Readonly<Record<string, Schema>> = {
  reply: {
    type: 'object',
    description:
      "Fields of the method's response; those left out have their defaults. Texts can have {{ request.FIELD }} in them.",
  },
  bytes: {
    ...BASE64,
    description: 'The message as it goes onto the wire, in base64: for methods that nothing describes.',
  },
  error: ERROR,
  fault: { type: 'object', properties: { ...FAULT_FIELDS }, required: ['name'], additionalProperties: false },
  headers: { ...METADATA, description: 'Headers of the reply.' },
  trailers: { ...METADATA, description: 'Trailers of the reply or the error.' },
  calls: {
    type: 'array',
    items: { type: 'integer', minimum: 1 },
    description: 'Positions in a recording of the calls that got this answer.',
  },
};

const METHODS = rpcList.map(({ name }) => name);

/** Whether it is a method of RFEM's service, or of a copy of it. */
const isRfem = (name: string): Schema => ({
  properties: { method: { const: name }, service: { enum: Object.values(APPLICATIONS) } },
  required: ['method'],
});

const HEADER: Schema = ifThen({ type: 'object' }, patternSchema('text', { type: 'string' }), {
  type: 'string',
});

const oneAnswer = (...names: string[]): Schema => ({ oneOf: names.map((name) => ({ required: [name] })) });

/** A handler: a method, which of its calls, and the answer or answers. */
export const HANDLER: Schema = {
  type: 'object',
  properties: {
    method: { type: 'string', description: 'Name of the method on the wire.' },
    service: { type: 'string', description: "Full name of the method's service. Default: RFEM's." },
    key: { type: 'string', description: 'Label of the one key whose calls it answers.' },
    when: {
      type: 'object',
      properties: {
        request: {
          type: 'object',
          description:
            'Fields that the request must have; others may be there too. Instead of a value: { matches }, { contains } or { oneOf }.',
        },
        headers: { type: 'object', additionalProperties: HEADER },
      },
      additionalProperties: false,
    },
    once: { type: 'boolean', description: 'Answers one call, then no more.' },
    times: { type: 'integer', minimum: 1, description: 'Answers this many calls, then no more.' },
    delay: {
      description: 'Milliseconds before the answer; two mean a random time between them.',
      anyOf: [MS, { type: 'array', items: MS, minItems: 2, maxItems: 2 }],
    },
    ...ANSWER_FIELDS,
    sequence: {
      type: 'array',
      minItems: 1,
      description: 'One answer after the other; the last one stays.',
      items: {
        type: 'object',
        properties: { ...ANSWER_FIELDS },
        additionalProperties: false,
        ...oneAnswer('reply', 'bytes', 'error', 'fault'),
      },
    },
  },
  required: ['method'],
  additionalProperties: false,
  ...oneAnswer('reply', 'bytes', 'error', 'fault', 'sequence'),
  allOf: [
    ifThen(
      { not: { anyOf: [{ required: ['service'] }, { required: ['bytes'] }] } },
      { properties: { method: { enum: METHODS } } },
    ),
    ...rpcList.map(messagesOf),
  ],
};

/** What a fault's `when` has: a method of RFEM's service, or a service and its method. */
export const STRUCK: Schema = {
  type: 'object',
  properties: {
    method: { type: 'string', description: 'Name of the method on the wire.' },
    service: { type: 'string', description: "Full name of the method's service. Default: RFEM's." },
    key: { type: 'string', description: 'Label of the one key whose calls it strikes.' },
    request: { type: 'object', description: 'Fields that the request must have, as in a handler.' },
  },
  additionalProperties: false,
  allOf: [
    ifThen({ not: { required: ['service'] } }, { properties: { method: { enum: METHODS } } }),
    ...rpcList.map(({ name, requestType }) =>
      ifThen(isRfem(name), { properties: { request: requestRef(requestType) } }),
    ),
  ],
};

/** The messages of a method of RFEM's service; those of other services are checked by their descriptors. */
function messagesOf({ name, requestType, responseType }: (typeof rpcList)[number]): Schema {
  return ifThen(isRfem(name), {
    properties: {
      when: { properties: { request: requestRef(requestType) } },
      reply: messageRef(responseType),
      sequence: { items: { properties: { reply: messageRef(responseType) } } },
    },
  });
}
