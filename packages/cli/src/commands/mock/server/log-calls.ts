import type { CallRecord, MockServer } from '@dlubal-kit/mock-server';
import type { Call } from '../../../command-line/command.js';
import type { Context } from '../../../edge/context.js';
import { type Paint, paintFor } from '../../../terminal/colours.js';
import { oneLine } from '../../../terminal/shown-name.js';

/** How an outcome is painted; calls that were answered are green. */
const PAINTED: Readonly<Partial<Record<CallRecord['outcome'], keyof Paint>>> = {
  refused: 'bad',
  unmatched: 'bad',
  unreadable: 'bad',
  faulted: 'note',
  cancelled: 'note',
};

/** Writes a line on standard error for each call that has its answer. Keys stand there by label. */
export async function logCalls(server: MockServer, { flags }: Call, context: Context): Promise<void> {
  const { describeCall } = await import('@dlubal-kit/mock-server');
  const paint = paintFor(context.errIsTerminal, context.env, flags['no-color']);
  server.onRequest((call) => context.err(callLine(call, describeCall(call), server.usage.used, paint)));
}

/** `3. create_model by project_1: OK  0.4 ms, request 3`, as one line whatever came over the wire. */
function callLine(call: CallRecord, says: string, used: number, paint: Paint): string {
  const colour = paint[PAINTED[call.outcome] ?? 'good'];
  const bill = call.billed ? `request ${used}` : 'not billed';
  return `${colour(oneLine(says))}  ${paint.faint(`${call.durationMs.toFixed(1)} ms, ${bill}`)}\n`;
}
