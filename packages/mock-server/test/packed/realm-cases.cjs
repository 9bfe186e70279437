// What goes wrong in a realm where Node's values are of another kind than the test's own, and how each runner is asked.
const { mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { call } = require('./call.cjs');

const grpc = require('@grpc/grpc-js');

const PROTO = `syntax = "proto3"; package greet;
message Hello { string name = 1; }
service Greeter { rpc hello(Hello) returns (Hello); }`;

/** Runs work with a folder of its own. */
async function inFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), 'realm-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * @param {object} kit the packages as the runner's own kind of import gives them
 * @param {Function} expect the runner's, with the matchers
 * @returns {[string, () => Promise<void>][]}
 */
exports.realmCases = ({ mock, client, config }, expect) => {
  const { loadProto, rpc, startMockServer } = mock;
  const { connect } = client;
  const appOf = (server, more = {}) =>
    connect({ port: server.port, apiKeyValue: server.keys.project_1.reveal(), ...more });
  const withServer = (options, work) => async () => {
    const server = await startMockServer(options);
    try {
      await work(server);
    } finally {
      await server.stop();
    }
  };

  return [
    [
      'a handler answers when a promise of Node settles',
      withServer({}, async (server) => {
        server.use(
          rpc.getApplicationInfo(() => sleep(5).then(() => ({ name: 'later', version: '6.10.0001' }))),
        );
        server.use(rpc.getModelList(() => sleep(5, { modelInfo: [{ name: 'late' }] })));
        const app = await appOf(server);
        expect((await app.getModelList()).modelInfo[0].name).toBe('late');
        expect((await app.getApplicationInfo()).name).toBe('later');
        await app.close();
      }),
    ],
    [
      'an exception of Node in a handler is an answer',
      withServer({}, async (server) => {
        server.use(rpc.getModelList(() => require('node:fs').readFileSync('/not/there')));
        const app = await appOf(server);
        await expect(app.getModelList()).rejects.toMatchObject({ kind: 'internal' });
        await app.close();
      }),
    ],
    [
      'no config.ini means that a key is missing',
      () =>
        inFolder(async (folder) => {
          const absent = join(folder, 'config.ini');
          const asked = { config: absent, env: {}, port: 9 };
          await expect(connect(asked)).rejects.toMatchObject({ kind: 'key-missing' });
          await expect(connect({ ...asked, apiKeyName: 'x' })).rejects.toMatchObject({
            kind: 'key-unknown-name',
          });
        }),
    ],
    [
      'the first key creates config.ini',
      () =>
        inFolder(async (folder) => {
          const store = new config.ConfigStore({ path: join(folder, 'Dlubal', 'config.ini') });
          await store.edit(() => ({ set: { ci: `ak-${'a1'.repeat(24)}` } }));
          expect((await store.read()).text).toContain('ci = ak-a1');
        }),
    ],
    [
      'a key in the cause of an error of Node is found',
      withServer({}, async (server) => {
        const key = server.keys.project_1.reveal();
        const cause = await require('node:fs/promises')
          .readFile(`/not/${key}`)
          .catch((error) => error);
        const wrapped = { deep: [new Error('no file', { cause })] };
        expect(() => expect(wrapped).toContainNoApiKey()).toThrow('Expected no API key');
      }),
    ],
    [
      'TLS certificates are made',
      withServer({ tls: true }, async (server) => {
        const app = await appOf(server, { url: 'localhost', tls: server.tls });
        await app.getModelList();
        await app.close();
      }),
    ],
    [
      'a .proto file is loaded, served and reflected',
      withServer({}, (server) =>
        inFolder(async (folder) => {
          const file = join(folder, 'greet.proto');
          writeFileSync(file, PROTO);
          server.addService((await loadProto(file))['greet.Greeter'], { hello: ({ name }) => ({ name }) });
          const service = 'grpc.reflection.v1.ServerReflection/ServerReflectionInfo';
          const listServices = Buffer.from([0x3a, 0]);
          const answer = await call(server, server.keys.project_1, 'hello', { service: 'greet.Greeter' });
          // The empty name is not sent.
          expect([...answer]).toEqual([]);
          const client = new grpc.Client(server.address, grpc.credentials.createInsecure());
          const same = (bytes) => bytes;
          const stream = client.makeBidiStreamRequest(`/${service}`, same, same);
          stream.end(listServices);
          const list = await new Promise((resolve, reject) => stream.on('data', resolve).on('error', reject));
          expect(list.toString()).toContain('greet.Greeter');
          client.close();
        }),
      ),
    ],
    [
      'bytes and signals of Node are taken',
      withServer({}, async (server) => {
        const bytes = { 'x-note-bin': Buffer.from('a'), 'x-more-bin': new TextEncoder().encode('b') };
        server.use(rpc.getModelList(() => mock.reply({ modelInfo: [] }, { trailers: bytes })));
        const app = await appOf(server);
        await app.getModelList();
        await expect(app.getModelList({}, { signal: AbortSignal.abort() })).rejects.toMatchObject({
          kind: 'cancelled',
        });
        await app.close();
      }),
    ],
    [
      'server and client can be disposed of',
      async () => {
        const symbol = Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose');
        const server = await startMockServer();
        const app = await appOf(server);
        await app[symbol]();
        await server[symbol]();
      },
    ],
  ];
};
