import { writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ConnectOptions, connect, isDlubalError } from '../src/index.js';

/** What a worker is told, as JSON, in its only argument. The key comes in the environment. */
export interface WorkerTask {
  readonly options: ConnectOptions;
  readonly inFlight: number;
  /**
   * A moment at which a month begins. The worker's clock is an hour before it, and jumps to it when something comes on stdin; a
   * worker that is refused waits for that. Without one it stops when it is refused.
   */
  readonly turn?: number;
}

const task: WorkerTask = JSON.parse(process.argv[2] ?? '{}');
const { turn } = task;
let waitsForTurn = turn !== undefined;
if (turn !== undefined) {
  const real = Date.now;
  let ahead = turn - 3_600_000 - real();
  Date.now = () => real() + ahead;
  process.stdin.once('data', () => {
    ahead = turn - real();
    waitsForTurn = false;
    process.stdin.destroy();
  });
}

let calls = 0;
const app = await connect({ ...task.options, checkVersion: false, deadlineMs: Number.POSITIVE_INFINITY });

/** Calls until the budget refuses, and where there is time left, again. */
async function work(): Promise<void> {
  for (;;) {
    try {
      await app.getModelList();
      calls += 1;
    } catch (error) {
      if (!isDlubalError(error) || !/^budget-/.test(error.kind)) throw error;
      if (error.kind === 'budget-exhausted' && !waitsForTurn) return;
      await sleep(20);
    }
  }
}

await Promise.all(Array.from({ length: task.inFlight }, work));
await app.close();
writeSync(1, JSON.stringify({ calls }));
