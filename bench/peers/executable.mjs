import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HERE } from '../../release/executables/targets.mjs';

export const ARTIFACTS = fileURLToPath(new URL('../../release/artifacts', import.meta.url));

/** The archives of executables that were built, by their system. */
export function archives() {
  const files = existsSync(ARTIFACTS) ? readdirSync(ARTIFACTS) : [];
  return files.flatMap((file) => {
    const system = /^dlubal-auth-.*?-((?:linux|win|darwin)-\w+)\./.exec(file)?.[1];
    return system === undefined ? [] : [{ system, path: join(ARTIFACTS, file) }];
  });
}

export const archiveHere = () => archives().find(({ system }) => system === HERE)?.path;
