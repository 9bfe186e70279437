import { type Failure, KINDS } from '@dlubal-kit/auth-core';
import { paint } from './paint.js';

const BILLED: Readonly<Record<Failure['reached'], string>> = {
  yes: 'yes, the server answered',
  maybe: 'perhaps: it was sent, and no answer came',
  no: 'no, the server was not reached',
};

/**
 * A failure for a person: what happened, what it cost, what to do.
 *
 * @param sentence what the error itself said; shown where it says more than the remedy.
 */
export function failureView(failure: Failure, sentence = ''): string {
  const reason = failure.reason === undefined ? '' : ` (${failure.reason})`;
  const { summary } = KINDS[failure.kind];
  const told = sentence.replace(`[${failure.kind}] `, '').replace(failure.remedy, '').trim();
  const said = told.startsWith(summary.replace(/\.$/, '')) ? '' : told;
  return [
    `${paint.bad('✗')} ${paint.strong(failure.kind)}${reason}: ${summary}`,
    ...(said === '' ? [] : [`  Why     ${said}`]),
    `  To do   ${failure.remedy}`,
    `  Retry   ${failure.retryable ? 'may help, later' : 'does not help'}`,
    `  Billed  ${BILLED[failure.reached]}`,
    ...(failure.serverMessage ? [`  Words   ${failure.serverMessage.replaceAll('\n', '\n          ')}`] : []),
    ...(failure.docs === undefined ? [] : [`  More    ${failure.docs}`]),
    '',
  ].join('\n');
}
