import { connect } from '@dlubal-kit/node-client';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { tempHome } from '@dlubal-kit/testing/temp-home';
import { expect, test } from 'vitest';
import { clientFor } from '../../../../mock-server/test/call.js';
import { type CliRun, runCli } from '../../../test/run-cli.js';
import type { Context } from '../../terminal/context.js';

const PROTO = `syntax = "proto3"; package shop; message Order { string name = 1; }
service Shop { rpc Buy(Order) returns (Order); }`;
const SCENARIO = `version: 1
keys: { ci: {} }
handlers:
  - { service: shop.Shop, method: Buy, reply: { name: 'got {{ request.name }}' } }
  - { method: create_model, reply: { guid: never } }
`;
const BUY = Buffer.from([0x0a, 1, 0x61]);

async function inFolder(
  argv: readonly string[],
  program?: (env: Context['env']) => Promise<number>,
  files: Record<string, string> = {},
): Promise<CliRun> {
  using home = tempHome();
  for (const [name, text] of Object.entries({ 'shop.proto': PROTO, 's.yaml': SCENARIO, ...files }))
    home.write(name, text);
  const runProgram = async (_argv: unknown, env: Context['env']) => ({ code: (await program?.(env)) ?? 0 });
  return await runCli(['mock', ...argv], { home: home.path, runProgram });
}

test('mock exec serves a .proto with the answers of a scenario, and lists handlers that were not used', async () => {
  const run = await inFolder(
    ['exec', '--scenario', 's.yaml', '--proto', 'shop.proto', '--', 'program'],
    async (env) => {
      using app = clientFor(env.DLUBAL_MOCK_ADDRESS ?? '', { key: env.DLUBAL_API_KEY ?? '' });
      expect((await app.raw('/shop.Shop/Buy', BUY)).toString()).toContain('got a');
      return 0;
    },
  );
  expect(run.code).toBe(0);
  expect(run.err).toContain('would have spent 1 request');
  expect(run.err).toContain('s.yaml:5: the handler for create_model answered no call');
  expect(run.err).not.toContain('s.yaml:4');
});

test('mock check knows the services of its files', async () => {
  expect(await inFolder(['check', 's.yaml', '--proto', 'shop.proto'])).toMatchObject({
    code: 0,
    out: 's.yaml: fine: 1 key, 2 handlers\n',
  });
  const without = await inFolder(['check', 's.yaml']);
  expect(without.code).toBe(2);
  expect(without.err).toContain('s.yaml:4:5: handlers[0]: Nothing is known of the service shop.Shop.');
  expect(without.err).toContain('--proto FILE');
});

test.for<[argv: string[], words: string]>([
  [['--proto', 'none.proto'], 'there is no such file'],
  [['--proto', 's.yaml'], 'cannot be read'],
  [['--descriptor-set', 'shop.proto'], 'buf build --as-file-descriptor-set'],
  [['--proto', 'imports.proto'], 'Name its folder in --proto-path.'],
  [['--proto-path', '.'], '--proto'],
  [['--application', 'rstap'], 'Did you mean rstab?'],
  [['--max-message-bytes', '0'], 'above 0'],
])('mock %j is refused with what to do', async ([argv, words]) => {
  const files = { 'imports.proto': 'syntax = "proto3"; import "sub/none.proto";' };
  const { code, err } = await inFolder(argv, undefined, files);
  expect(code).toBe(2);
  expect(err).toContain(words);
});

test('RSTAB is served where it is asked for', async () => {
  const run = await inFolder(['exec', '--application', 'rstab', '--', 'program'], async (env) => {
    using app = clientFor(env.DLUBAL_MOCK_ADDRESS ?? '', { key: env.DLUBAL_API_KEY ?? '' });
    const info = await app.raw('/dlubal.api.rstab.Application/get_application_info');
    return info.toString().includes('RSTAB') ? 0 : 1;
  });
  expect(run.code).toBe(0);
});

test('a request beyond --max-message-bytes is refused', async () => {
  const run = await inFolder(['exec', '--max-message-bytes', '1000', '--', 'program'], async (env) => {
    using app = clientFor(env.DLUBAL_MOCK_ADDRESS ?? '', { key: env.DLUBAL_API_KEY ?? '' });
    await expect(app.call('createModel', { name: 'x'.repeat(1_000) })).rejects.toMatchObject({ code: 8 });
    return 0;
  });
  expect(run.code).toBe(0);
});

test('a program that refuses the certificate is not said to have made no call', async () => {
  const run = await inFolder(['exec', '--certificate', 'expired', '--', 'program'], async (env) => {
    await connect({
      port: Number(env.DLUBAL_MOCK_PORT),
      apiKeyValue: madeKey(),
      tls: { caFile: env.DLUBAL_API_CA_FILE ?? '' },
    }).then(
      (app) => app.close(),
      () => {},
    );
    return 0;
  });
  expect(run.err).toContain('a TLS handshake failed: expired certificate: ');
  expect(run.err).not.toContain('did not call');
});
