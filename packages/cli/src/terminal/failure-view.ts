import type { Failure } from '@dlubal-kit/auth-core';
import { paint } from './paint.js';

const BILLED: Readonly<Record<Failure['billed'], string>> = {
  yes: 'yes, the server answered',
  maybe: 'perhaps: it was sent, and no answer came',
  no: 'no, nothing reached the server',
};

/** A failure for a person: what happened, what to do, what it cost. */
export function failureView(failure: Failure): string {
  const { happened, serverMessage } = failure;
  const words = serverMessage && !happened.includes(serverMessage) ? [serverMessage] : [];
  const reason = failure.reason === undefined ? '' : ` (${failure.reason})`;
  return [
    `${paint.bad('✗')} ${paint.strong(failure.kind)}${reason}: ${happened}`,
    `  To do   ${failure.remedy}`,
    `  Retry   ${failure.retryable ? 'may help, later' : 'does not help'}`,
    `  Billed  ${BILLED[failure.billed]}`,
    ...words.map((text) => `  Words   ${text.replaceAll('\n', '\n          ')}`),
    `  More    ${failure.docs}`,
    '',
  ].join('\n');
}
