import { MisuseError } from '@dlubal-kit/auth-core';
import type { Attributes, Span } from '@opentelemetry/api';
import type { CallEnd, CallStart, Observer } from './call-hooks.js';

/** `SpanKind.CLIENT` and `SpanStatusCode.ERROR` of OpenTelemetry's API. */
const CLIENT = 2;
const ERROR = 2;

const NAME = '@dlubal-kit/node-client';

/**
 * What OpenTelemetry's conventions for RPC call the parts of a call.
 * Source: https://opentelemetry.io/docs/specs/semconv/rpc/grpc/
 */
function attributesOf({ method, address }: CallStart): Attributes {
  const [, service = '', name = ''] = method.split('/');
  const port = /:(\d{1,5})$/.exec(address);
  return {
    'rpc.system': 'grpc',
    'rpc.service': service,
    'rpc.method': name,
    'server.address': port === null ? address : address.slice(0, port.index).replace(/^\[|\]$/g, ''),
    ...(port === null ? {} : { 'server.port': Number(port[1]) }),
  };
}

/** 0 for an answer; left out where a failure has no status. */
function outcomeOf({ failure }: CallEnd): Attributes {
  const status = failure === undefined ? 0 : failure.status;
  return {
    ...(status === undefined ? {} : { 'rpc.grpc.status_code': status }),
    ...(failure === undefined ? {} : { 'error.type': failure.kind }),
  };
}

/** The key as it may be shown: its name, and its fingerprint. */
const keyOf = ({ keyName, keyFingerprint }: CallStart): Attributes => ({
  ...(keyName === undefined ? {} : { 'dlubal.key.name': keyName }),
  'dlubal.key.fingerprint': keyFingerprint,
});

function endSpan(span: Span, call: CallEnd): void {
  span.setAttributes({ ...keyOf(call), ...outcomeOf(call), 'dlubal.billed': call.billed });
  if (call.failure !== undefined) span.setStatus({ code: ERROR, message: call.failure.happened });
  span.end();
}

/**
 * Makes a span and a measurement (`rpc.client.duration`, in milliseconds) of each call, with whatever SDK the program has
 * set up. The API is loaded here, so a client that does not ask for it does not load it.
 *
 * @throws {MisuseError} (rejects) when `@opentelemetry/api` is not installed.
 */
export async function openTelemetryObserver(): Promise<Observer> {
  const { metrics, trace } = await loadApi();
  const tracer = trace.getTracer(NAME);
  const duration = metrics.getMeter(NAME).createHistogram('rpc.client.duration', {
    unit: 'ms',
    description: 'Duration of the calls that this client made.',
  });
  return (started) => {
    const about = attributesOf(started);
    const attributes = { ...about, ...keyOf(started) };
    const span = tracer.startSpan(started.method.slice(1), { kind: CLIENT, attributes });
    return (call) => {
      duration.record(call.durationMs, { ...about, ...outcomeOf(call) });
      endSpan(span, call);
    };
  };
}

async function loadApi(): Promise<typeof import('@opentelemetry/api')> {
  try {
    return await import('@opentelemetry/api');
  } catch {
    throw new MisuseError(
      'The option openTelemetry needs the package @opentelemetry/api, which is not installed.',
      'Install it: npm install @opentelemetry/api',
    );
  }
}
