import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { notOnWindows, onWindows } from '@dlubal-kit/testing/skip-on-windows';
import { expect, test } from 'vitest';
import { tempFolder } from '../../test/temp-folder.js';
import { readCarefully, whyUnreadable } from './read-carefully.js';

function why(path: string, most = 1000): string {
  try {
    return `read ${readCarefully(path, most).length} bytes`;
  } catch (error) {
    return whyUnreadable(error);
  }
}

test.for([0, 1, 999, 1000])('a file of %d bytes is read whole', (length) => {
  const path = join(tempFolder(), 'x');
  writeFileSync(path, Buffer.alloc(length, 'x'));
  expect(why(path)).toBe(`read ${length} bytes`);
});

test('what is larger, a folder or not there is said in words', () => {
  const folder = tempFolder();
  const path = join(folder, 'x');
  writeFileSync(path, Buffer.alloc(1001));
  mkdirSync(join(folder, 'd'));
  expect(why(path)).toBe('it is larger than 1000 bytes');
  expect(why(join(folder, 'y'))).toBe('there is no such file');
  expect(why(join(path, 'y'))).toBe(
    onWindows ? 'there is no such file' : 'a part of its path is not a folder',
  );
  expect(why(join(folder, 'd'))).toBe('it is a folder');
});

const noPipes = notOnWindows(
  'pipes, devices, sockets and loops are refused at once',
  'it has none in folders',
);

test.skipIf(onWindows)(noPipes, async () => {
  const folder = tempFolder();
  const at = (name: string): string => join(folder, name);
  spawnSync('mkfifo', [at('pipe')]);
  symlinkSync('/dev/zero', at('zero'));
  symlinkSync(at('loop'), at('loop'));
  const server = createServer().listen(at('socket'));
  await new Promise((resolve) => server.once('listening', resolve));
  const begun = performance.now();
  const device = 'it is a pipe, a socket or a device';
  expect(['pipe', 'zero', 'socket'].map((name) => why(at(name)))).toEqual([device, device, device]);
  expect(why(at('loop'))).toBe('its symbolic links form a loop');
  expect(performance.now() - begun).toBeLessThan(500);
  server.close();
});

const noProc = existsSync('/proc/self/status') ? '' : ' (skipped: this system has no /proc)';

test.skipIf(noProc !== '')(`a file of /proc, which says that it is empty, is read${noProc}`, () => {
  expect(readCarefully('/proc/self/status', 1_000_000).toString()).toContain('Pid:');
  expect(why('/proc/self/status', 10)).toBe('it is larger than 10 bytes');
});
