import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { promisify } from 'node:util';
import { startMockServer } from '@dlubal-kit/mock-server';
import { beforeAll, expect, test } from 'vitest';
import { bundledCli } from './bundled-cli.js';

let script = '';
beforeAll(async () => {
  script = await bundledCli();
});

// A user as in a container of OpenShift: a number that the system knows nothing of.
test.skipIf(process.getuid?.() !== 0)(
  'a user without a home folder can check a key from the environment (only root can become one)',
  async (context) => {
    const run = promisify(execFile);
    const asNobody = { uid: 54_321, gid: 54_321, cwd: tmpdir() };
    const look = ['-e', `require('node:fs').accessSync(${JSON.stringify(script)})`];
    const canRead = await run(process.execPath, look, asNobody).then(
      () => true,
      () => false,
    );
    context.skip(!canRead, 'other users cannot read the folder that the tests are in');
    await using server = await startMockServer();
    const env = {
      DLUBAL_API_KEY: server.keys.project_1.reveal(),
      DLUBAL_API_URL: server.address,
    };
    const { stdout } = await run(process.execPath, [script, 'check', '--json'], { ...asNobody, env });
    expect(JSON.parse(stdout)).toMatchObject({ ok: true, requests: 1 });
  },
);
