import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { askPython, findPython } from '@dlubal-kit/testing/python-peer';
import { notOnWindows, onWindows } from '@dlubal-kit/testing/skip-on-windows';
import { afterEach, describe, expect, test } from 'vitest';

const BIN = fileURLToPath(new URL('../bin/dlubal-auth.js', import.meta.url));
const python = findPython(['grpc']);
const because = python.found ? '' : ` (skipped: ${python.because})`;

/**
 * Calls as the official client does: both headers, gzip, `get_application_info` first, `close_connection` last.
 * Answers are printed as status, details, and the text fields of the message.
 */
const CLIENT = `
import grpc, json, sys
ask = json.load(sys.stdin)
SERVICE = '/dlubal.api.rfem.Application/'

def varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at

def texts(data):
    found, at = {}, 0
    while at < len(data):
        tag, at = varint(data, at)
        size, at = varint(data, at)
        if tag & 7 == 2:
            found[tag >> 3] = data[at:at + size].decode()
            at += size
    return found

channel = grpc.insecure_channel(ask['address'], compression=grpc.Compression.Gzip, options=[
    ('grpc.max_send_message_length', -1), ('grpc.max_receive_message_length', -1)])
metadata = [('authorization', 'Bearer ' + ask['key']), ('api-client-info', 'Python | 2.15.3')]
answers = []
for method, body in ask['calls']:
    call = channel.unary_unary(SERVICE + method, request_serializer=lambda b: b, response_deserializer=lambda b: b)
    try:
        answers.append({'status': 'OK', 'texts': texts(call(bytes.fromhex(body), metadata=metadata, timeout=20))})
    except grpc.RpcError as error:
        answers.append({'status': error.code().name, 'details': error.details(), 'dump': repr(error)})
json.dump(answers, sys.stdout)
`;

interface Answer {
  readonly status: string;
  readonly details?: string;
  readonly dump?: string;
  readonly texts?: Readonly<Record<string, string>>;
}

const running = new Set<ChildProcess>();
afterEach(async () => {
  for (const child of running) {
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
  }
  running.clear();
});

/** Starts `dlubal-auth mock` as a process and waits for its ready line. */
async function startMock(...options: string[]): Promise<{ address: string; child: ChildProcess }> {
  const child = spawn(process.execPath, [BIN, 'mock', '--json', '--quiet', ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.add(child);
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  const [line] = (await once(lines, 'line')) as [string];
  return { address: (JSON.parse(line) as { address: string }).address, child };
}

const INFO = ['get_application_info', ''] as const;
/** CreateModelRequest { name: 'bridge' } */
const CREATE = ['create_model', '0a06627269646765'] as const;
const CLOSE = ['close_connection', ''] as const;

describe.skipIf(!python.found)(
  `Python's gRPC calls "dlubal-auth mock" as the official client does${because}`,
  () => {
    const call = (address: string, key: string, ...calls: (readonly [string, string])[]): Answer[] =>
      askPython(python.found ? python.path : '', CLIENT, { address, key, calls }) as Answer[];

    test('a good key is answered, in gzip too', async () => {
      const key = madeKey();
      const { address } = await startMock('--key', key);
      const [info, model, closed] = call(address, key, INFO, CREATE, CLOSE);
      expect(info).toMatchObject({ status: 'OK', texts: { 1: 'RFEM', 4: expect.stringMatching(/^6\./) } });
      expect(model?.texts?.[1]).toMatch(/.+/);
      expect(closed?.status).toBe('OK');
    });

    test('a wrong key and a used-up month have one status and different words', async () => {
      const key = madeKey();
      const { address } = await startMock('--key', `bridge=${key}`, '--limit', '2');
      const [wrong] = call(address, madeKey(), INFO);
      expect(wrong).toMatchObject({
        status: 'UNAUTHENTICATED',
        details: expect.stringMatching(/^API key is invalid/),
      });
      const answers = call(address, key, INFO, INFO, INFO);
      expect(answers.at(-1)).toMatchObject({
        status: 'UNAUTHENTICATED',
        details: expect.stringMatching(/^API access has been restricted/),
      });
      expect(answers[0]?.status).toBe('OK');
    });

    test('what Python dumps of a refusal is classified', async () => {
      const { classifyError } = await import('@dlubal-kit/auth-core');
      const { address } = await startMock('--key', madeKey(), '--limit', '5');
      const [wrong] = call(address, madeKey(), INFO);
      expect(classifyError(wrong?.dump)).toMatchObject({ kind: 'key-refused', exitCode: 4, billed: 'yes' });
    });
  },
);

test.skipIf(onWindows).each(['SIGINT', 'SIGTERM'] as const)(
  notOnWindows('the mock process ends by %s with exit code 0', 'no signals'),
  async (signal) => {
    const { child } = await startMock();
    child.kill(signal);
    expect((await once(child, 'exit'))[0]).toBe(0);
  },
);
