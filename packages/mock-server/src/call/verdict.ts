import type { FaultReply, StatusReply } from '../handlers/reply.js';
import type { CallOutcome } from '../journal/call-record.js';
import type { Answer } from './exchange.js';

/** What a call is answered with, and what became of it. */
export interface Verdict {
  readonly answer: Answer | StatusReply | FaultReply;
  readonly outcome: CallOutcome;
}
