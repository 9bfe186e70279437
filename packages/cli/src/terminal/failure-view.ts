import type { Failure } from '@dlubal-kit/auth-core';
import { paint } from './paint.js';

const BILLED: Readonly<Record<Failure['billed'], string>> = {
  yes: 'yes, the server answered',
  maybe: 'perhaps: it was sent, and no answer came',
  no: 'no, the server was not reached',
};

/** A failure for a person: what happened, what to do, what it cost. */
export function failureView(failure: Failure): string {
  const reason = failure.reason === undefined ? '' : ` (${failure.reason})`;
  return [
    `${paint.bad('✗')} ${paint.strong(failure.kind)}${reason}: ${failure.happened}`,
    `  To do   ${failure.remedy}`,
    `  Retry   ${failure.retryable ? 'may help, later' : 'does not help'}`,
    `  Billed  ${BILLED[failure.billed]}`,
    ...(failure.serverMessage ? [`  Words   ${failure.serverMessage.replaceAll('\n', '\n          ')}`] : []),
    `  More    ${failure.docs}`,
    '',
  ].join('\n');
}
