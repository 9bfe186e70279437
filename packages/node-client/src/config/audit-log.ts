import { closeSync, constants, fstatSync, openSync, writeSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { basename, dirname } from 'node:path';
import { escapeObeyed, redact } from '@dlubal-kit/auth-core';
import { makeFolders } from '../file/place/make-folders.js';
import { whyUnreadable } from '../file/read-carefully.js';
import { type AuditOptions, auditLog } from './audit-options.js';
import { givenPath } from './given-path.js';
import type { KeyChange } from './key-changes.js';
import { pathPlace } from './locate-config.js';

/** Where the keys are that changed. */
export type AuditedPlace = { readonly config: string } | { readonly keyring: string };

/**
 * Writes down what happened to keys, where somebody asked for that. Called after a change was made; what goes wrong is a
 * warning that contains the missing lines, so that neither the change nor its record is lost.
 */
export function recordChanges(changes: readonly KeyChange[], place: AuditedPlace, audit: AuditOptions): void {
  const { onWarning = warn } = audit;
  const log = auditLog(audit);
  if (log === undefined || changes.length === 0) return;
  const who = whoAndWhen(audit);
  const lines = changes.map((change) => lineOf({ ...who, ...change, ...place })).join('');
  try {
    appendWhole(givenPath(log, 'DLUBAL_AUDIT_LOG', pathPlace({})), lines);
  } catch (cause) {
    onWarning(
      `The change was made, but it is not in the audit log ${log}: ${whyUnwritable(cause)}. Check DLUBAL_AUDIT_LOG and the rights of the file, and append: ${lines.trimEnd()}`,
    );
  }
}

const warn = (warning: string): void => process.emitWarning(warning, 'DlubalWarning');

const whoAndWhen = ({ program = basename(process.argv[1] ?? process.execPath) }: AuditOptions) => ({
  time: new Date().toISOString(),
  user: userName(),
  host: hostname(),
  program,
  pid: process.pid,
});

/** A user of a container can have a number and no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? 'unknown');
  }
}

/** Names come from outside: no key in them, and nothing that ends a line or moves a cursor. */
const lineOf = (record: object): string => `${escapeObeyed(redact(JSON.stringify(record)))}\n`;

/** Without O_NONBLOCK, opening a pipe would wait for its reader; Windows has none. */
const APPEND = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | (constants.O_NONBLOCK ?? 0);

/** One write to the end of the file: lines of several processes do not mix. */
function appendWhole(path: string, text: string): void {
  makeFolders(dirname(path));
  const fd = openSync(path, APPEND, 0o600);
  try {
    if (!fstatSync(fd).isFile()) throw new Error('it is not a file');
    const bytes = Buffer.from(text);
    if (writeSync(fd, bytes) < bytes.length) throw new Error('the disk is full');
  } finally {
    closeSync(fd);
  }
}

const whyUnwritable = (error: unknown): string =>
  whyUnreadable(error)
    .replace('is not allowed to read it', 'is not allowed to write to it')
    .replace(/\.$/, '');
