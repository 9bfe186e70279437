// Watches the open models for hours over one channel. The key can be replaced in config.ini while it runs.
import { setTimeout as pause } from 'node:timers/promises';
import { connect, isDlubalError } from '@dlubal-kit/node-client';

const every = Number(process.env.EVERY_MS ?? 60_000);
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stopping.abort());

const app = await connect({
  apiKeyName: 'watcher', // a key of its own, so that its requests can be told apart
  reloadKey: true, // a key that is rotated counts from the next call on
  retry: { attempts: 5, backoff: 500 }, // only what provably cost nothing
  openTelemetry: true,
  onCall: ({ method, durationMs, billed }) =>
    console.error(`${method} ${Math.round(durationMs)} ms, billed: ${billed}`),
});

while (!stopping.signal.aborted) {
  try {
    const { modelInfo } = await app.getModelList({}, { deadlineMs: 10_000 });
    console.error(`${modelInfo.length} open models`);
  } catch (error) {
    if (!isDlubalError(error)) throw error;
    const { kind, remedy, retryable } = error.failure;
    console.error(`${kind}: ${remedy}`);
    // A key that is refused may be replaced at any moment; what else does not get better by itself ends the service.
    if (!retryable && kind !== 'key-refused') process.exitCode = error.failure.exitCode;
    if (process.exitCode) break;
  }
  await pause(every, undefined, { signal: stopping.signal }).catch(() => {});
}
await app.close();
