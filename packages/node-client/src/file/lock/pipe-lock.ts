import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:net';

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

/** Windows tells no two paths apart that differ by the case of their letters. */
function pipeOf(path: string): string {
  const hash = createHash('sha256').update(path.toLowerCase()).digest('hex').slice(0, 32);
  return `\\\\.\\pipe\\dlubal-kit-${hash}`;
}
