import { randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname, uptime } from 'node:os';

/** Who has a lock, so that others can tell whether that process still runs. Fields that a system lacks are empty. */
export interface LockRecord {
  /** Of this one lock; never used again. */
  readonly id: string;
  readonly pid: number;
  /** When the process started, in ticks since the machine did: a number of a process is used again. */
  readonly start: string;
  /** One run of one machine. */
  readonly boot: string;
  /** Where the number of the process means something: containers have numbers of their own. */
  readonly pids: string;
  readonly host: string;
}

const MARK = 'dlubal-kit-lock-1';

/** A record as the target of a symbolic link, or the content of a file. */
export function recordText({ id, pid, start, boot, pids, host }: LockRecord): string {
  return [MARK, id, pid, start, boot, pids, encodeURIComponent(host)].join('|');
}

/** The record in a text; undefined where it is not one of ours. */
export function parseRecord(text: string): LockRecord | undefined {
  const [mark, id = '', pid = '', start = '', boot = '', pids = '', host = ''] = text.trimEnd().split('|');
  if (mark !== MARK || !/^[0-9a-f]{16}$/.test(id) || !/^\d{1,10}$/.test(pid)) return undefined;
  return { id, pid: Number(pid), start, boot, pids, host: decodeQuietly(host) };
}

function decodeQuietly(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

/** A record for a new lock of this process. */
export const newRecord = (): LockRecord => ({ ...thisProcess(), id: randomBytes(8).toString('hex') });

let known: Omit<LockRecord, 'id'> | undefined;

/** This process, as records name it. */
export function thisProcess(): Omit<LockRecord, 'id'> {
  known ??= {
    pid: process.pid,
    start: process.platform === 'linux' ? (processState(process.pid)?.start ?? '') : '',
    boot: process.platform === 'linux' ? textOf('/proc/sys/kernel/random/boot_id') : bootTime(),
    pids: process.platform === 'linux' ? linkOf('/proc/self/ns/pid') : '',
    host: hostname(),
  };
  return known;
}

/** A process as /proc shows it: its state, by letter, and when it started. Undefined where it does not show one. */
export function processState(pid: number): { readonly state: string; readonly start: string } | undefined {
  // The name of the program comes before, in parentheses, and can contain anything.
  const stat = textOf(`/proc/${pid}/stat`);
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state = '', start = ''] = [fields[0], fields[19]];
  return state === '' || start === '' ? undefined : { state, start };
}

/** To ten seconds, since clocks are set; a difference only means that more has to be waited for. */
const bootTime = (): string => `t${Math.round((Date.now() / 1000 - uptime()) / 10)}`;

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return '';
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
