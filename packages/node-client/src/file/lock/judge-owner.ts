import { readdirSync } from 'node:fs';
import { type LockRecord, processState, thisProcess } from './lock-record.js';

/** Whether the process of a record still runs. `unknown` where this process cannot see it. */
export type Verdict = 'alive' | 'dead' | 'unknown';

/** What can be found out about a process of this machine. */
export interface ProcessFacts {
  /** As /proc shows it. */
  readonly shown: { readonly state: string; readonly start: string } | undefined;
  /** Whether a signal could be sent: `no` where there is no such process. */
  readonly signal: () => 'yes' | 'no' | 'not allowed';
  /** Whether all of its threads have ended: the first one can be a zombie while another still writes. */
  readonly allEnded: () => boolean;
}

/**
 * Judges the owner of a lock. Nobody is taken for dead whose number could mean something else here: another machine, an
 * earlier run of this one, another container.
 *
 * @param me This process.
 * @param facts About the process with that number here; asked only where the number means the same.
 */
export function judgeOwner(
  owner: LockRecord,
  me: Omit<LockRecord, 'id'>,
  facts: (pid: number) => ProcessFacts,
): Verdict {
  const isHere = isSameRun(owner.boot, me.boot) && owner.pids === me.pids && owner.host === me.host;
  // Without namespaces to compare, as where /proc is hidden, the number can be that of another container.
  if (!isHere || (owner.start !== '' && owner.pids === '')) return 'unknown';
  const { shown, signal, allEnded } = facts(owner.pid);
  if (shown === undefined) return signal() === 'no' ? 'dead' : owner.start === '' ? 'unknown' : 'alive';
  if (shown.start !== owner.start) return 'dead';
  return /[ZX]/.test(shown.state) && allEnded() ? 'dead' : 'alive';
}

/** A boot id, or a time in steps of ten seconds, which two processes can round to neighbours. */
function isSameRun(one: string, other: string): boolean {
  if (one === other) return one !== '';
  const [a = Number.NaN, b = Number.NaN] = [one, other].map((text) =>
    Number(/^t(\d+)$/.exec(text)?.[1] ?? Number.NaN),
  );
  return Math.abs(a - b) <= 1;
}

/** The same with the facts of this machine. */
export const judge = (owner: LockRecord): Verdict => judgeOwner(owner, thisProcess(), factsOf);

function factsOf(pid: number): ProcessFacts {
  const shown = process.platform === 'linux' ? processState(pid) : undefined;
  return { shown, signal: () => signalTo(pid), allEnded: () => threadsOf(pid) <= 1 };
}

function signalTo(pid: number): ReturnType<ProcessFacts['signal']> {
  try {
    process.kill(pid, 0);
    return 'yes';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH' ? 'no' : 'not allowed';
  }
}

function threadsOf(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/task`).length;
  } catch {
    return 0;
  }
}
