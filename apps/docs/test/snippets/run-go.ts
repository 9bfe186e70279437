import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Runner } from './runner.js';
import { onMachine } from './snippet-machine.js';

/** Where Debian's packages keep sources: nothing is fetched. */
const SOURCES = '/usr/share/gocode';

/** A test file of Go, run as its page says: in `mock exec`. */
export const goFiles: Runner = {
  runs: 'go test in mock exec',
  takes: ({ language }) => language === 'go',
  missing: () =>
    existsSync(join(SOURCES, 'src/google.golang.org/grpc'))
      ? undefined
      : 'golang-google-grpc-dev is not installed',
  run: (block) =>
    onMachine(block, async ({ folder, env }) => {
      const file = block.name || 'snippet_test.go';
      writeFileSync(join(folder, file), block.code);
      const args = ['mock', 'exec', '--', 'go', 'test', '-count=1', file];
      const { status, stdout, stderr } = spawnSync('dlubal-auth', args, {
        cwd: folder,
        env: {
          ...env,
          GOPATH: SOURCES,
          GO111MODULE: 'off',
          GOPROXY: 'off',
          GOCACHE: join(env.HOME ?? '', 'go'),
        },
        encoding: 'utf8',
      });
      expect(status, stdout + stderr).toBe(0);
      expect(stdout).toMatch(/^ok\s/m);
    }),
};
