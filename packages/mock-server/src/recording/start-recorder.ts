import {
  asyncDispose,
  CHECKED_LATER,
  checkFields,
  type FieldChecks,
  FLAG,
  FUNCTION,
  MisuseError,
  OBJECT,
  TEXT,
  whole,
} from '@dlubal-kit/auth-core';
import { listenerOptionsOf } from '../door/check-options.js';
import { addressText, callableHost } from '../door/client-setup.js';
import type { MockServerOptions } from '../door/mock-server-options.js';
import type { IncomingCall } from '../engine/incoming-call.js';
import type { CallSink } from '../engine/open-stream.js';
import { billedPorts } from '../engine/own-ports.js';
import { monotonicMs, realClearTimeout, realSetTimeout } from '../engine/real-timers.js';
import { GrpcListener } from '../listener/grpc-listener.js';
import { identityOf } from '../tls/server-identity.js';
import { STATUS_CODES } from '../wire/status-code.js';
import type { ForwardedCall, RealAnswer } from './real-answer.js';
import { RealServer, type RealServerAddress } from './real-server.js';
import { recordingText } from './recording-text.js';

/** Options of `startRecorder`. */
export interface RecorderOptions extends Pick<MockServerOptions, 'host' | 'port' | 'ref' | 'tls'> {
  /** The real server. */
  readonly to: RealServerAddress;
  /** Is told after each call that was recorded. */
  readonly onCall?: () => void;
}

const RECORDER_FIELDS: FieldChecks<RecorderOptions> = {
  host: TEXT,
  port: whole(0),
  ref: FLAG,
  tls: CHECKED_LATER,
  to: OBJECT,
  onCall: FUNCTION,
};

const TO_FIELDS: FieldChecks<RealServerAddress> = { host: TEXT, port: whole(1), tls: OBJECT };

function checkRecorder(options: RecorderOptions): void {
  checkFields(options, RECORDER_FIELDS, "startRecorder's options");
  const { host, port } = options.to ?? {};
  checkFields(options.to, TO_FIELDS, 'the address of the real server');
  if (host !== undefined && port !== undefined) return;
  throw new MisuseError(
    'The recorder does not know where the real server is.',
    "Give its address: startRecorder({ to: { host: '127.0.0.1', port: 9000 } }).",
  );
}

/** A server that passes every call on to a real one and keeps what came back. */
export interface Recorder extends AsyncDisposable {
  readonly address: string;
  readonly port: number;
  /** The root certificate by which clients know it, as PEM; undefined without TLS, and with a certificate of your own. */
  readonly ca: string | undefined;
  /** Calls that reached the real server, as far as can be told: it bills each of them. */
  readonly forwarded: number;
  /** The text of a scenario that answers as the real server did. It contains keys as labels. */
  scenario(): string;
  stop(): Promise<void>;
}

/**
 * Listens, passes each call on to a real server, once, and records the answer. The key goes along untouched.
 *
 * @throws {MisuseError} when an option is unknown or has a wrong value.
 * @throws {Error} when the port cannot be listened on.
 * @example await using recorder = await startRecorder({ to: { host: '127.0.0.1', port: 9000 } });
 */
export async function startRecorder(options: RecorderOptions): Promise<Recorder> {
  checkRecorder(options);
  const real = new RealServer(options.to);
  const ledger = new Ledger(options.onCall);
  const identity = await identityOf(options.tls);
  const listening = listenerOptionsOf(options, identity?.first);
  const listener = new GrpcListener(listening, (call) => sinkOf(call, real, ledger));
  const port = await listener.listen();
  billedPorts.add(port);
  const stop = async (): Promise<void> => {
    await listener.stop();
    billedPorts.delete(port);
    real.close();
    await ledger.settled();
  };
  return {
    address: addressText(callableHost(listening.host), port),
    port,
    ca: identity?.made?.ca,
    get forwarded() {
      return ledger.forwarded;
    },
    scenario: () => recordingText(ledger.calls(), ledger.secrets()),
    stop,
    [asyncDispose]: stop,
  };
}

/** The calls in the order of their arrival, and the keys that they bore. */
class Ledger {
  /** Calls that reached the real server, as far as can be told. */
  forwarded = 0;
  readonly #calls: (ForwardedCall | undefined)[] = [];
  readonly #open: Set<Promise<void>> = new Set();
  readonly #labels: Map<string, string> = new Map();
  readonly #onCall: (() => void) | undefined;

  constructor(onCall: (() => void) | undefined) {
    this.#onCall = onCall;
  }

  /** Keeps a place for a call, whose answer comes later. */
  enter({ path, headers }: IncomingCall, request: Buffer, coming: Promise<RealAnswer>): void {
    const at = this.#calls.push(undefined) - 1;
    const key = this.#labelOf(headers.get('authorization'));
    const done = coming.then((answer) => {
      if (answer.kind === 'answer' || answer.sent) this.forwarded += 1;
      this.#calls[at] = { path, key, request, answer };
      this.#open.delete(done);
      this.#onCall?.();
    });
    this.#open.add(done);
  }

  calls(): ForwardedCall[] {
    return this.#calls.filter((call) => call !== undefined);
  }

  secrets(): string[] {
    return [...this.#labels.keys()];
  }

  async settled(): Promise<void> {
    await Promise.all(this.#open);
  }

  #labelOf(authorization = ''): string | undefined {
    const key = /^Bearer (\S+)$/.exec(authorization)?.[1];
    if (key === undefined) return undefined;
    const label = this.#labels.get(key) ?? `project_${this.#labels.size + 1}`;
    this.#labels.set(key, label);
    return label;
  }
}

function sinkOf(call: IncomingCall, real: RealServer, ledger: Ledger): CallSink {
  let request: Buffer | undefined;
  const refuse = (): void => call.finish(STATUS_CODES.INTERNAL, 'A unary call has one message.');
  return {
    message(bytes) {
      // Copied: the transport's chunk may be much larger.
      if (request === undefined) request = Buffer.from(bytes);
      else refuse();
    },
    halfClose() {
      if (request === undefined) refuse();
      else ledger.enter(call, request, forward(call, request, real));
    },
  };
}

async function forward(call: IncomingCall, request: Buffer, real: RealServer): Promise<RealAnswer> {
  const { signal } = call;
  const left = call.deadlineAt === undefined ? undefined : call.deadlineAt - monotonicMs();
  const timer = left === undefined ? undefined : realSetTimeout(() => call.expire(), Math.max(0, left));
  const answer = await real.ask(call.path, call.headers.entries(), request, signal);
  realClearTimeout(timer);
  if (answer.kind === 'broken') {
    call.finish(STATUS_CODES.UNAVAILABLE, `The real server gave no answer: ${answer.why}.`);
  } else if (answer.message !== undefined) call.reply(answer.message, answer.headers, answer.trailers);
  else call.finish(answer.status, answer.details, answer.trailers);
  return answer;
}
