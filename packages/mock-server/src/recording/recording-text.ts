import { replaceObeyed } from '@dlubal-kit/auth-core';
import { Document } from 'yaml';
import type { ScenarioFile } from '../scenario/scenario-types.js';
import { handlersOfCalls, type Positioned } from './handlers-of-calls.js';
import type { ForwardedCall } from './real-answer.js';
import { type RecordedCall, recordedCall } from './recorded-answer.js';

const HEAD = ` Recorded from a real server. Keys appear here by label only. "calls" are positions in the recording.`;

/**
 * The text of a scenario that answers as the real server did; what it cannot hold is said in comments.
 *
 * @param secrets keys that the calls carried: none of them is in the text.
 */
export function recordingText(calls: readonly ForwardedCall[], secrets: readonly string[]): string {
  const recorded = calls.map((call) => recordedCall(call, secrets));
  const kept = recorded.flatMap((call, index): Positioned[] =>
    call.kind === 'kept' ? [{ at: index + 1, call }] : [],
  );
  const labels = [...new Set(kept.map(({ call }) => call.key))];
  const file: ScenarioFile = {
    version: 1,
    ...(labels.length === 0 ? {} : { keys: Object.fromEntries(labels.map((label) => [label, {}])) }),
    handlers: handlersOfCalls(kept),
  };
  const document = new Document(file, { aliasDuplicateObjects: false });
  document.commentBefore = HEAD;
  const notes = recorded.flatMap(noteOf);
  if (notes.length > 0) document.comment = notes.join('\n');
  return document.toString({ lineWidth: 0 });
}

function noteOf(call: RecordedCall, index: number): string[] {
  if (call.kind === 'left-out') return [` call ${index + 1} is left out: ${oneLine(call.why)}`];
  return call.note === undefined ? [] : [` call ${index + 1} (${call.method}): ${call.note}`];
}

const oneLine = (text: string): string => replaceObeyed(text, ' ');
