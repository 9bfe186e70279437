import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { basename, dirname, join } from 'node:path';

/**
 * Takes the lock of a path on Windows, if nobody has it: a named pipe, which one process at a time can create and which the
 * system removes with it, however it ends. It is known on this machine alone.
 *
 * @returns how to release it; undefined when another process has it
 * @throws the system's error
 */
export function takePipeLock(path: string): Promise<(() => void) | undefined> {
  const server = createServer((socket) => socket.destroy());
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (TAKEN.has(error.code ?? '')) resolve(undefined);
      else reject(error);
    });
    server.listen(pipeOf(path), () => {
      server.unref();
      resolve(() => release(server));
    });
  });
}

const TAKEN: ReadonlySet<string> = new Set(['EADDRINUSE', 'EACCES', 'EBUSY']);

const release = (server: Server): void => void server.close();

/**
 * One name per file, however its path is written: short names, letters in other case. It goes by the folder, since the file
 * itself can be missing for a moment while another process replaces it.
 */
function pipeOf(path: string): string {
  const place = join(realpathSync.native(dirname(path)), basename(path)).toLowerCase();
  const hash = createHash('sha256').update(place).digest('hex').slice(0, 32);
  return `\\\\.\\pipe\\dlubal-kit-${hash}`;
}
