import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  asyncDispose,
  checkFields,
  type FieldChecks,
  MILLISECONDS,
  messageOf,
  whole,
} from '@dlubal-kit/auth-core';
import type { MockServer } from '../door/mock-server.js';
import { ownPorts } from '../engine/own-ports.js';
import { realSetTimeout } from '../engine/real-timers.js';
import { checkRequest } from './check-request.js';
import { EventStreams } from './event-streams.js';
import { PAGE_SCRIPT } from './page-script.js';
import { PAGE_STYLE } from './page-style.js';
import { readBody } from './read-body.js';
import { UI_ACTIONS } from './ui-actions.js';
import { uiEnvironment } from './ui-environment.js';
import { UI_PAGE } from './ui-page.js';
import { type UiStage, uiCall, uiState } from './ui-state.js';

/** Options of `startMockUi`. */
export interface MockUiOptions {
  /** @default a free port */
  readonly port?: number;
  /** How long a request may take to arrive, in milliseconds. @default 5_000 */
  readonly requestTimeoutMs?: number;
}

const UI_FIELDS: FieldChecks<MockUiOptions> = { port: whole(0), requestTimeoutMs: MILLISECONDS };

/** A page in the browser that shows a mock server and changes it. */
export interface MockUi extends AsyncDisposable {
  /** The address with the token that opens it: for this machine alone, and for nobody else to read. */
  readonly url: string;
  readonly port: number;
  /** Sent as `Authorization: Bearer` by programs that use `/api`. */
  readonly token: string;
  stop(): Promise<void>;
}

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Nothing is loaded from anywhere, and nothing but our own script runs. */
const HEADERS = {
  'content-security-policy': `default-src 'none'; script-src ${hash(PAGE_SCRIPT)}; style-src ${hash(PAGE_STYLE)}; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

/**
 * Serves a page for a mock server on a loopback port of its own, with the calls as they come, each key's counter, and
 * buttons for stories, outages and the next month. The same by JSON under `/api`, for any language.
 *
 * @throws {Error} from Node, when the port cannot be listened on.
 * @example await using ui = await startMockUi(server); console.log(ui.url);
 */
export async function startMockUi(mock: MockServer, options: MockUiOptions = {}): Promise<MockUi> {
  const token = randomBytes(24).toString('base64url');
  const stage: UiStage = { stories: new Map(), outage: undefined };
  const streams = new EventStreams(() => uiState(mock, stage));
  checkFields(options, UI_FIELDS, "startMockUi's options");
  const { requestTimeoutMs = 5_000 } = options;
  const http = createServer(
    { requestTimeout: requestTimeoutMs, headersTimeout: requestTimeoutMs, connectionsCheckingInterval: 250 },
    (request, response) => void answer(request, response).catch(() => response.destroy()),
  );

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { port } = http.address() as AddressInfo;
    ownPorts.add(port);
    const url = new URL(request.url ?? '/', 'http://localhost');
    const refused = checkRequest(
      {
        host: request.headers.host,
        origin: request.headers.origin,
        authorization: request.headers.authorization,
        queryToken: url.searchParams.get('token') ?? undefined,
      },
      port,
      token,
    );
    if (refused !== undefined) return send(request, response, refused.status, { error: refused.error });
    const path = url.pathname;
    const action = Object.hasOwn(UI_ACTIONS, path) ? UI_ACTIONS[path] : undefined;
    const view = Object.hasOwn(views, path) ? views[path] : undefined;
    const wanted = action !== undefined ? 'POST' : 'GET';
    if (action === undefined && view === undefined)
      return send(request, response, 404, { error: 'There is no such page.' });
    if (request.method !== wanted)
      return send(request, response, 405, { error: `Use ${wanted}.` }, { allow: wanted });
    if (view !== undefined) return view(request, response, url);
    const read = await readBody(request);
    if ('refused' in read) return send(request, response, read.refused.status, { error: read.refused.error });
    try {
      action?.(mock, stage, read.body);
    } catch (thing) {
      return send(request, response, 400, { error: messageOf(thing) });
    }
    streams.changed();
    send(request, response, 200, uiState(mock, stage));
  }

  const calls = (): unknown[] => mock.requests.filter(({ outcome }) => outcome !== 'pending').map(uiCall);
  const views: Readonly<
    Record<string, (request: IncomingMessage, response: ServerResponse, url: URL) => void>
  > = {
    '/': (_request, response) => {
      response.writeHead(200, { ...HEADERS, 'content-type': 'text/html; charset=utf-8' }).end(UI_PAGE);
    },
    '/api/state': (request, response) => send(request, response, 200, uiState(mock, stage)),
    '/api/calls': (request, response) => send(request, response, 200, { calls: calls() }),
    '/api/environment': (request, response, { searchParams }) => {
      try {
        send(request, response, 200, uiEnvironment(mock, searchParams.get('label') ?? ''));
      } catch (thing) {
        send(request, response, 400, { error: messageOf(thing) });
      }
    },
    '/api/events': (_request, response) => streams.open(response, HEADERS, calls()),
  };
  const stops = [
    mock.onRequest((call) => streams.call(uiCall(call))),
    mock.onFailedHandshake(() => streams.changed()),
  ];
  await listen(http, options.port ?? 0);
  const { port } = http.address() as AddressInfo;
  ownPorts.add(port);
  const stop = async (): Promise<void> => {
    for (const end of stops) end();
    ownPorts.delete(port);
    streams.end();
    http.closeAllConnections();
    await new Promise<void>((resolve) => http.close(() => resolve()));
  };
  return { url: `http://127.0.0.1:${port}/?token=${token}`, port, token, stop, [asyncDispose]: stop };
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  body: unknown,
  more: Readonly<Record<string, string>> = {},
): void {
  // What is left of a body that nobody reads would hold the connection: it ends with the answer.
  const unread = request.complete ? {} : { connection: 'close' };
  const headers = { ...HEADERS, ...more, ...unread, 'content-type': 'application/json; charset=utf-8' };
  response.writeHead(status, headers).end(`${JSON.stringify(body)}\n`, () => {
    if (!request.complete) realSetTimeout(() => request.destroy(), 100).unref();
  });
}

function listen(http: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, '127.0.0.1', () => resolve());
  });
}
