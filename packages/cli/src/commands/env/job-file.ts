import { closeSync, constants, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { UsageError } from '../../failure/usage-error.js';
import { shownLine } from '../../terminal/safe-text.js';

/** The file that carries variables to the next steps of a GitHub job, open for more. */
export interface JobFile {
  /** Adds lines, after a line end where the last line has none: otherwise they would become a part of its value. */
  readonly append: (lines: string) => void;
  readonly close: () => void;
}

/**
 * Opens the file that GITHUB_ENV names. The runner has created it: it is not created here.
 *
 * @throws {UsageError} outside a job, and where the file cannot be used
 */
export function openJobFile(path: string | undefined): JobFile {
  if (!path) {
    throw new UsageError(
      'GITHUB_ENV is not set, so this is not a step of a GitHub job. Nothing was printed.',
      'Elsewhere name a shell, for example --shell bash.',
    );
  }
  const fd = opened(path);
  return {
    append: (lines) => {
      try {
        writeSync(fd, endsInLine(fd) ? lines : `\n${lines}`);
      } catch (error) {
        throw unusable(path, codeOf(error));
      }
    },
    close: () => closeSync(fd),
  };
}

const { O_RDWR, O_APPEND, O_NONBLOCK = 0 } = constants;

function opened(path: string): number {
  let fd: number;
  try {
    fd = openSync(path, O_RDWR | O_APPEND | O_NONBLOCK);
  } catch (error) {
    throw unusable(path, codeOf(error));
  }
  if (fstatSync(fd).isFile()) return fd;
  closeSync(fd);
  throw unusable(path, 'that it is not a file');
}

/** Whether what is there is empty, or ends with a line end. */
function endsInLine(fd: number): boolean {
  const { size } = fstatSync(fd);
  const last = Buffer.alloc(1);
  return size === 0 || (readSync(fd, last, 0, 1, size - 1) === 1 && last[0] === 0x0a);
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'an error';

const unusable = (path: string, reported: string): UsageError =>
  new UsageError(
    `${shownLine(path)} cannot be written: the system reports ${reported}.`,
    'GITHUB_ENV must name the file that the runner reads.',
  );
