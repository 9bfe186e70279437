import { renameSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** Writes the port into a file that appears whole: whoever waits for the file can call at once. */
export function writePortFile(file: string, port: number, cwd: string): void {
  const path = resolve(cwd, file);
  const partly = `${path}.${process.pid}.tmp`;
  writeFileSync(partly, `${port}\n`);
  renameSync(partly, path);
}
