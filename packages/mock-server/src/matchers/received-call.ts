import { checkFields, checkName, type FieldChecks, whole } from '@dlubal-kit/auth-core';
import { type CallPattern, PATTERN_FIELDS, patternText } from '../journal/call-filter.js';
import { describeCalls, describeDropped } from '../journal/describe-calls.js';
import { type MatcherResult, observed } from './matcher-result.js';
import { requestDiff } from './request-diff.js';
import { cameAsOften, tallyOf } from './tally.js';

/** What a call must be like, and how often it must have come. */
export interface WantedCall extends Omit<CallPattern, 'method'> {
  /** Exactly so many calls. @default one or more */
  readonly times?: number;
}

const { method: _method, ...OF_PATTERN } = PATTERN_FIELDS;
const WANTED_FIELDS: FieldChecks<WantedCall> = { ...OF_PATTERN, times: whole(0) };

/** Whether calls of a method came in, as often and in the way that is wanted. */
export function toHaveReceivedCall(
  this: unknown,
  received: unknown,
  method: string,
  wanted: WantedCall = {},
): MatcherResult {
  const { requests, dropped, known } = observed(received, 'toHaveReceivedCall');
  const { times, ...pattern } = wanted;
  checkFields(wanted, WANTED_FIELDS, "toHaveReceivedCall's options");
  const paths = [...known.paths, ...[...requests, ...dropped].map(({ path }) => path)];
  const tally = tallyOf({ requests, dropped, known: { ...known, paths } }, { ...pattern, method });
  const pass = cameAsOften(tally, times, 'toHaveReceivedCall');
  const like = Object.keys(pattern).length === 0 ? '' : ` with ${patternText(pattern)}`;
  return {
    pass,
    message: () =>
      [
        `Expected ${pass ? 'no such call' : calls(times)}: ${method}${like}`,
        `Received ${tally.sure}. The last calls:`,
        describeCalls(requests),
        ...(pass || pattern.request === undefined || tally.sure > 0
          ? []
          : [requestDiff(this, requests, method, pattern.request)]),
      ]
        .filter(Boolean)
        .join('\n'),
  };
}

/** Whether a key was used, by its label. */
export function toHaveUsedKey(received: unknown, label: string): MatcherResult {
  const { requests, dropped, known } = observed(received, 'toHaveUsedKey');
  checkName(label, known.labels, 'key labelled');
  const pass = [...requests, ...dropped].some(({ key }) => key === label);
  return {
    pass,
    message: () =>
      `Expected the key ${label} ${pass ? 'not to be' : 'to be'} used. The last calls:\n${describeCalls(requests)}`,
  };
}

/** Whether every call found a handler or a model that answers it. */
export function toHaveNoUnhandledCalls(received: unknown): MatcherResult {
  const { requests, dropped } = observed(received, 'toHaveNoUnhandledCalls');
  const unhandled = requests.filter(({ outcome }) => outcome === 'unmatched');
  const gone = dropped.filter(({ outcome }) => outcome === 'unmatched');
  const pass = unhandled.length + gone.length === 0;
  return {
    pass,
    message: () =>
      pass
        ? 'Expected a call that nothing answers; there was none.'
        : [
            'Expected every call to have a handler. These had none:',
            ...gone.map(describeDropped),
            describeCalls(unhandled),
          ].join('\n'),
  };
}

function calls(times: number | undefined): string {
  if (times === undefined) return 'one call or more';
  return `${times} call${times === 1 ? '' : 's'}`;
}
