import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folders = new Set<string>();

/** A root certificate as a file, for programs that take no other form of it. */
export class CaFile {
  readonly #ca: string;
  #folder: string | undefined;

  constructor(ca: string) {
    this.#ca = ca;
  }

  /** Path of the file; it is written with the first question. */
  get path(): string {
    if (this.#folder === undefined) {
      this.#folder = mkdtempSync(join(tmpdir(), 'dlubal-mock-'));
      writeFileSync(join(this.#folder, 'root-certificate.pem'), this.#ca);
      // One listener for all servers of the process: eleven would be a warning.
      if (folders.size === 0) process.once('exit', removeAll);
      folders.add(this.#folder);
    }
    return join(this.#folder, 'root-certificate.pem');
  }

  remove(): void {
    if (this.#folder === undefined) return;
    rmSync(this.#folder, { recursive: true, force: true });
    folders.delete(this.#folder);
    if (folders.size === 0) process.off('exit', removeAll);
    this.#folder = undefined;
  }
}

function removeAll(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}
