import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The top folder of the repository that a folder is in; without one, the folder itself. Starts no git. */
export function repositoryTop(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (statSync(join(at, '.git'), { throwIfNoEntry: false }) !== undefined) return at;
    if (dirname(at) === at) return folder;
  }
}
