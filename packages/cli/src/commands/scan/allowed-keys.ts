import { join } from 'node:path';
import { readCarefully, whyUnreadable } from '@dlubal-kit/node-client/config';
import { UsageError } from '../../failure/usage-error.js';

const ALLOW_FILE = '.dlubalscan';
/** A repository brings this file. */
const MAX_BYTES = 1024 * 1024;
const FINGERPRINT = /^[0-9a-f]{8}$/;

/**
 * The fingerprints of keys that can stay: those of `--allow`, and those in `.dlubalscan`, one per line; what follows a
 * `#` is a comment.
 *
 * @param folder the top of the repository
 * @throws {UsageError} for a text that is something else, such as a key; it is not shown
 */
export function allowedKeys(given: readonly string[], folder: string): ReadonlySet<string> {
  if (given.some((text) => !FINGERPRINT.test(text))) {
    throw new UsageError(
      '--allow must be a fingerprint.',
      'Give the eight digits that a scan shows, such as --allow 1c9f02ab.',
    );
  }
  return new Set([...given, ...fingerprintsIn(join(folder, ALLOW_FILE))]);
}

function fingerprintsIn(path: string): string[] {
  const lines = textOf(path)
    .split(/\r?\n/)
    .map((line) => line.replace(/#.*/, '').trim());
  const wrong = lines.findIndex((line) => line !== '' && !FINGERPRINT.test(line));
  if (wrong < 0) return lines.filter((line) => line !== '');
  throw new UsageError(
    `${path}, line ${wrong + 1}, is not a fingerprint.`,
    `Write the eight digits that a scan shows, and a comment after "#".`,
  );
}

function textOf(path: string): string {
  try {
    return readCarefully(path, MAX_BYTES).toString('utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return '';
    throw new UsageError(
      `${path} cannot be read: ${whyUnreadable(error)}.`,
      `Make it a readable file, or remove it.`,
    );
  }
}
