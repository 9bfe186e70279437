import { realpathSync, statSync } from 'node:fs';
import type { Context } from '../edge/context.js';
import { paintFor } from '../terminal/colours.js';
import { type FileFacts, whoCanRead } from './who-can-read.js';

/** On a terminal: says that a key will stand in plain text, in which file, and who can read it. */
export function plainTextNotice(path: string, context: Context, instead = ''): void {
  if (!context.errIsTerminal) return;
  const paint = paintFor(true, context.env, undefined);
  const who = whoCanRead(factsOf(path, context.platform));
  context.err(
    `${paint.note('note:')} the key will stand in plain text in ${whereItPoints(path)}, which ${who}.${instead}\n`,
  );
}

function whereItPoints(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function factsOf(path: string, platform: string): FileFacts {
  const unknown = { platform, mode: undefined, foreignOwner: undefined };
  if (platform === 'win32') return unknown;
  try {
    const { mode, uid } = statSync(path);
    return { platform, mode: mode & 0o777, foreignOwner: uid === process.getuid?.() ? undefined : uid };
  } catch {
    return unknown;
  }
}
