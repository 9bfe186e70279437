import { renameSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** Writes a file that appears whole: whoever waits for it can read it at once. */
export function writeWholeFile(file: string, text: string, cwd: string): void {
  const path = resolve(cwd, file);
  const partly = `${path}.${process.pid}.tmp`;
  writeFileSync(partly, text);
  renameSync(partly, path);
}
