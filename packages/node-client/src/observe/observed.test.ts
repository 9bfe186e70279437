import { startMockServer } from '@dlubal-kit/mock-server';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { tempHome } from '@dlubal-kit/testing/temp-home';
import { metrics, trace } from '@opentelemetry/api';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect } from '../client/connect.js';
import type { ClientWarning, ConnectOptions } from '../client/connect-options.js';
import type { CallEnd } from './call-hooks.js';
import { observing } from './observed.js';

const PATH = '/dlubal.api.rfem.Application/get_application_info';

/** A call that is answered, and one that is refused, each with its own client. */
async function twoCalls(options: ConnectOptions): Promise<readonly string[]> {
  const [good, unknown] = [madeKey(), madeKey()];
  await using server = await startMockServer({ keys: { project_1: good } });
  const common = { port: server.port, checkVersion: false, ...options };
  await using app = await connect({ apiKeyValue: good, ...common });
  await app.getApplicationInfo();
  await using other = await connect({ apiKeyValue: unknown, ...common });
  await expect(other.getApplicationInfo()).rejects.toMatchObject({ kind: 'key-refused' });
  return [good, unknown];
}

describe('hooks', () => {
  test('are told of every call, and of failures first', async () => {
    const told: (CallEnd | string)[] = [];
    const keys = await twoCalls({
      onCall: (call) => told.push(call),
      onFailure: ({ kind }) => told.push(kind),
    });
    expect(told).toMatchObject([
      { method: PATH, billed: 'yes', keyFingerprint: expect.stringMatching(/^[0-9a-f]{8}$/) },
      'key-refused',
      { method: PATH, billed: 'yes', failure: { kind: 'key-refused', status: 16 } },
    ]);
    for (const key of keys) expectNoKey(key, told);
  });

  const boom = new Error('no disk');
  const throwing = (): never => {
    throw boom;
  };
  const rejecting = async (): Promise<void> => Promise.reject(boom);

  test.for<[string, ConnectOptions]>([
    ['an async hook that rejects', { onCall: rejecting, onFailure: rejecting }],
    ['an onWarning that throws, told of a hook that throws', { onCall: throwing, onWarning: throwing }],
    ['an async onWarning that rejects', { onCall: rejecting, onWarning: rejecting }],
    ['a hook that never ends', { onCall: () => new Promise<never>(() => {}) }],
  ])('%s changes no call and ends no process', async ([, options]) => {
    const lost: unknown[] = [];
    const listen = (error: unknown): void => void lost.push(error);
    process.on('unhandledRejection', listen);
    try {
      await twoCalls(options);
      await new Promise((resolve) => setTimeout(resolve, 5));
    } finally {
      process.off('unhandledRejection', listen);
    }
    expect(lost).toEqual([]);
  });

  test('that change what they are told change neither the error nor what the next one is told', async () => {
    const told: CallEnd[] = [];
    await twoCalls({
      onFailure: (failure) => Object.assign(failure, { kind: 'tls', billed: 'no' }),
      onCall: (call) => told.push(call),
      onWarning: () => {},
    });
    expect(told).toMatchObject([
      { billed: 'yes' },
      { billed: 'yes', failure: { kind: 'key-refused', billed: 'yes' } },
    ]);
  });

  test('that throw are reported, and change no call', async () => {
    const warnings: ClientWarning[] = [];
    const broken = (): never => {
      throw new Error('no disk');
    };
    await twoCalls({ onCall: broken, onFailure: broken, onWarning: (warning) => warnings.push(warning) });
    const hooks = warnings.filter(({ code }) => code === 'DLUBAL_HOOK');
    expect(hooks.map(({ message }) => message)).toContain(
      'A hook of a call failed: no disk. The call itself was not changed.',
    );
  });

  test('that are not functions are refused', async () => {
    await expect(connect({ onCall: 'log' as never })).rejects.toThrow('onCall');
  });
});

describe('OpenTelemetry', () => {
  const spans = new InMemorySpanExporter();
  const measured = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter: measured, exportIntervalMillis: 600_000 });
  const tracers = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] });
  const meters = new MeterProvider({ readers: [reader] });
  beforeAll(() => {
    trace.setGlobalTracerProvider(tracers);
    metrics.setGlobalMeterProvider(meters);
  });
  afterAll(async () => {
    await meters.shutdown();
    trace.disable();
    metrics.disable();
  });

  test('gets a span and a measurement of each call, by its conventions, and no key', async () => {
    const keys = await twoCalls({ openTelemetry: true });
    await reader.forceFlush();
    const finished = spans
      .getFinishedSpans()
      .map(({ name, kind, status, attributes }) => ({ name, kind, status, attributes }));
    const about = {
      'rpc.system': 'grpc',
      'rpc.service': 'dlubal.api.rfem.Application',
      'rpc.method': 'get_application_info',
      'server.address': '127.0.0.1',
      'server.port': expect.any(Number),
    };
    expect(finished).toMatchObject([
      {
        name: PATH.slice(1),
        kind: 2,
        status: { code: 0 },
        attributes: {
          ...about,
          'rpc.grpc.status_code': 0,
          'dlubal.billed': 'yes',
          'dlubal.key.fingerprint': expect.stringMatching(/^[0-9a-f]{8}$/),
        },
      },
      {
        kind: 2,
        status: { code: 2 },
        attributes: { ...about, 'rpc.grpc.status_code': 16, 'error.type': 'key-refused' },
      },
    ]);
    const points = measured
      .getMetrics()
      .flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics));
    expect(points[0]?.descriptor).toMatchObject({ name: 'rpc.client.duration', unit: 'ms' });
    expect(points[0]?.dataPoints.map(({ attributes }) => attributes['rpc.grpc.status_code'])).toEqual([
      0, 16,
    ]);
    for (const key of keys) expectNoKey(key, finished, JSON.stringify(points));
  });

  test('is told the name of the key', async () => {
    const key = madeKey();
    spans.reset();
    await using server = await startMockServer({ keys: { project_1: key } });
    using home = tempHome();
    home.writeConfig(`[api_keys]\nproject_1 = ${key}\n`);
    const env = { DLUBAL_API_CONFIG: home.configPath };
    const place = { home: home.path, cwd: home.path, env, port: server.port };
    await using app = await connect({
      ...place,
      apiKeyName: 'project_1',
      checkVersion: false,
      openTelemetry: true,
    });
    await app.getApplicationInfo();
    expect(spans.getFinishedSpans()[0]?.attributes).toMatchObject({ 'dlubal.key.name': 'project_1' });
  });
});

test('nothing is put around the calls of a client without hooks', () => {
  const key = (): never => {
    throw new Error('asked for the key');
  };
  expect(observing({ address: 'x', key, observers: [], warn: () => {} })).toBeUndefined();
});
