import type { CallRecord, MockServer } from '@dlubal-kit/mock-server';
import { type Colour, paint } from '../../../terminal/paint.js';
import type { Printer } from '../../../terminal/printer.js';
import { shownLine } from '../../../terminal/safe-text.js';

/** How an outcome is painted; calls that were answered are green. */
const PAINTED: Readonly<Partial<Record<CallRecord['outcome'], Colour>>> = {
  refused: 'bad',
  unmatched: 'bad',
  unreadable: 'bad',
  faulted: 'note',
  cancelled: 'note',
};

/** Prints a line on stderr for each call once it is answered. Keys appear in it by label. */
export async function logCalls(server: MockServer, print: Printer): Promise<void> {
  const { describeCall } = await import('@dlubal-kit/mock-server');
  server.onRequest((call) => print.log(callLine(call, describeCall(call), server.usage.used)));
  server.onFailedHandshake((why) => print.log(paint.bad(shownLine(why))));
}

/** `3. create_model by project_1: OK  0.4 ms, request 3`, as one line whatever came over the wire. */
function callLine(call: CallRecord, says: string, used: number): string {
  const colour = paint[PAINTED[call.outcome] ?? 'good'];
  const bill = call.billed ? `request ${used}` : 'not billed';
  return `${colour(shownLine(says))}  ${paint.faint(`${call.durationMs.toFixed(1)} ms, ${bill}`)}`;
}
