import { brand, DlubalError, failureOf } from '@dlubal-kit/auth-core';

interface ReasonRow {
  /** Completes "… cannot be read: …" or "… cannot be changed: …". */
  readonly why: string;
  readonly remedy: string;
}

/** Largest config.ini that is read, in bytes: 64 MiB, about a million keys. */
export const MAX_CONFIG_BYTES: number = 64 * 1024 * 1024;

const WRITE_ELSEWHERE = 'Name a file that can be written in DLUBAL_API_CONFIG';
const CLOSE_IT = 'Close the file in that program (an editor, RFEM, a virus scanner) and try again.';

/** Keeps the names in the types, and not the sentences, which every program's types would repeat. */
const reasonRows = <R extends string>(rows: Readonly<Record<R, ReasonRow>>): Readonly<Record<R, ReasonRow>> =>
  rows;

const READ_REASONS = reasonRows({
  absent: { why: 'there is no such file', remedy: 'Check the path.' },
  'not-a-folder': {
    why: 'a part of the path is a file, not a folder',
    remedy: 'Check the path, or name another in DLUBAL_API_CONFIG.',
  },
  folder: { why: 'it is a folder', remedy: 'Name the file itself, for example …/Dlubal/api/config.ini.' },
  'not-a-file': { why: 'it is a pipe, a socket or a device', remedy: 'Name a regular file.' },
  'no-permission': {
    why: 'this user is not allowed to read it',
    remedy: 'Give the user that runs this read access to the file and its folders.',
  },
  'too-large': {
    why: `it is larger than ${MAX_CONFIG_BYTES / 1024 / 1024} MiB, so it is hardly a config.ini`,
    remedy: 'Check the path.',
  },
  'utf-16': { why: 'it is UTF-16', remedy: 'Save it as UTF-8 without a byte order mark.' },
  'byte-order-mark': {
    why: 'it begins with a byte order mark, which the official Python client refuses too',
    remedy: 'Save it as UTF-8 without a byte order mark.',
  },
  nul: { why: 'it holds a NUL byte, so it is not a text', remedy: 'Check the path, or restore the file.' },
  'not-utf-8': { why: 'it is not UTF-8', remedy: 'Save it as UTF-8 without a byte order mark.' },
  'dangling-link': {
    why: 'it is a symbolic link to a file that is not there',
    remedy: 'Restore what the link points to, or remove the link.',
  },
  'link-loop': { why: 'its symbolic links form a loop', remedy: 'Remove the link.' },
  'no-home': {
    why: 'the system knows no home folder for this user',
    remedy: 'Set HOME to an absolute path, or name the file in DLUBAL_API_CONFIG.',
  },
  'unusable-name': {
    why: 'Windows programs cannot open a file of this name',
    remedy:
      'Choose another name: not a device such as NUL, and without ? * : < > | " or a dot or space at the end.',
  },
  'open-exclusively': { why: 'another program has it open and lets nobody else read it', remedy: CLOSE_IT },
  unreadable: { why: 'the system reports an error', remedy: 'See the cause.' },
});

const WRITE_REASONS = reasonRows({
  'read-only': { why: 'the file system is read-only', remedy: `${WRITE_ELSEWHERE}.` },
  'read-only-file': {
    why: 'the file has the read-only attribute',
    remedy: 'Clear "Read-only" in its properties, or run "attrib -R" on it.',
  },
  'in-use': { why: 'another program has it open', remedy: CLOSE_IT },
  'mount-point': {
    why: 'something is mounted at this very file, as containers do, so it cannot be replaced',
    remedy: `Mount its folder instead of the file. ${WRITE_ELSEWHERE} otherwise.`,
  },
  'no-write-permission': {
    why: 'this user is not allowed to write in its folder',
    remedy: `Give the user that runs this write access to the folder. ${WRITE_ELSEWHERE} otherwise.`,
  },
  'disk-full': { why: 'the disk is full or the quota used up', remedy: 'Make room and try again.' },
  owner: {
    why: 'it belongs to another user, and a rewritten file would not',
    remedy: 'Run this as the user that owns the file.',
  },
  locked: {
    why: 'another process holds its lock',
    remedy: 'Try again when that process has finished, or end it; a lock of a dead process never counts.',
  },
  'lock-place': {
    why: 'something that is not a lock has the name of its lock file',
    remedy: 'Remove that file, which begins with a dot and ends with .lock.',
  },
  changing: {
    why: 'another program keeps on writing to it',
    remedy: 'Try again when that program has finished.',
  },
  'no-such-place': {
    why: 'its drive or folder does not exist and cannot be created',
    remedy: 'Check the path, or name another in DLUBAL_API_CONFIG.',
  },
  unwritable: { why: 'the system reports an error', remedy: 'See the cause.' },
});

/** What was being done to the file when it failed. */
export type Deed = 'read' | 'write';

const DEEDS = {
  read: { kind: 'config-unreadable', verb: 'read' },
  write: { kind: 'config-unwritable', verb: 'changed' },
} as const satisfies Record<Deed, object>;

/** Why config.ini could not be read. */
export type ConfigReadReason = keyof typeof READ_REASONS;
/** Why config.ini could not be changed. */
export type ConfigWriteReason = keyof typeof WRITE_REASONS;

const REASONS: Readonly<Record<ConfigReadReason | ConfigWriteReason, ReasonRow>> = {
  ...READ_REASONS,
  ...WRITE_REASONS,
};

/** What is known of a failure besides its reason. */
export interface ConfigFileErrorMore {
  /** What was being done to the file. @default that of the reason's table */
  readonly deed?: Deed;
  /** Where in the file, for example `line 3`. */
  readonly where?: string;
  readonly cause?: unknown;
}

/**
 * config.ini or a .dlubalrc cannot be read (`config-unreadable`), or config.ini cannot be changed (`config-unwritable`);
 * in both cases it is left as it was. The message has the path, the reason and the way out, and never anything that the
 * file contains.
 */
export class ConfigFileError extends DlubalError<'config-unreadable' | 'config-unwritable'> {
  static {
    brand(ConfigFileError, 'ConfigFileError');
  }

  readonly path: string;
  declare readonly reason: ConfigReadReason | ConfigWriteReason;

  constructor(path: string, reason: ConfigReadReason | ConfigWriteReason, more: ConfigFileErrorMore = {}) {
    const { why, remedy } = REASONS[reason];
    const { kind, verb } = DEEDS[more.deed ?? (Object.hasOwn(WRITE_REASONS, reason) ? 'write' : 'read')];
    const where = more.where === undefined ? '' : ` (${more.where})`;
    const code = codeOf(more.cause);
    const detail = (reason === 'unreadable' || reason === 'unwritable') && code ? ` ${code}` : '';
    const happened = `${path} cannot be ${verb}: ${why}${detail}${where}.`;
    super(failureOf(kind, { reason, happened, remedy }), more);
    this.path = path;
  }
}

/** The system's error code, for example `ENOSPC`. */
export function codeOf(error: unknown): string | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

const READ_CODES: Readonly<Record<string, ConfigReadReason>> = {
  ENOTDIR: 'not-a-folder',
  EISDIR: 'folder',
  EACCES: 'no-permission',
  EPERM: 'no-permission',
  ELOOP: 'link-loop',
  ENXIO: 'not-a-file',
  EBUSY: 'open-exclusively',
};

const WRITE_CODES: Readonly<Record<string, ConfigReadReason | ConfigWriteReason>> = {
  ENOENT: 'no-such-place',
  ENOTDIR: 'not-a-folder',
  EROFS: 'read-only',
  EACCES: 'no-write-permission',
  EPERM: 'no-write-permission',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  // Windows: another program has it open. Elsewhere only a mount point cannot be replaced.
  EBUSY: process.platform === 'win32' ? 'in-use' : 'mount-point',
};

/** What a system error met while reading means. */
export function readError(path: string, cause: unknown): ConfigFileError {
  return new ConfigFileError(path, READ_CODES[codeOf(cause) ?? ''] ?? 'unreadable', { cause });
}

/** What a system error met while writing means. */
export function writeError(path: string, cause: unknown): ConfigFileError {
  return new ConfigFileError(path, WRITE_CODES[codeOf(cause) ?? ''] ?? 'unwritable', {
    cause,
    deed: 'write',
  });
}
