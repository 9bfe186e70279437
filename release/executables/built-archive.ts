import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ARTIFACTS: string = fileURLToPath(new URL('../artifacts', import.meta.url));
const cli = new URL('../../packages/cli/package.json', import.meta.url);
/** The version that the executables have. */
export const VERSION: string = JSON.parse(readFileSync(cli, 'utf8')).version;

/** The archive of a system, where `npm run build:executables` made it. */
export function builtArchive(system: string): string | undefined {
  if (!existsSync(ARTIFACTS)) return undefined;
  const name = readdirSync(ARTIFACTS).find((file) => file.startsWith(`dlubal-auth-${VERSION}-${system}.`));
  return name && join(ARTIFACTS, name);
}

/** Unpacks an archive for Linux or macOS, as its users do. Gives the path of the program. */
export function unpack(archive: string, folder: string): string {
  execFileSync('tar', ['-xzf', archive, '-C', folder]);
  return join(folder, 'dlubal-auth');
}
