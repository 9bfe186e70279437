import type { KeyFaultFinding, KeyFaultReport, KeyFaultResult } from '@dlubal-kit/mock-server';
import { table } from '../../../terminal/columns.js';
import { paint } from '../../../terminal/paint.js';

/** What each finding says about the program, and what to do about it. */
const FINDING_WORDS: Readonly<Record<KeyFaultFinding, string>> = {
  'control-failed':
    'the program fails with a key that works, so the other rows were not run. Does it use DLUBAL_MOCK_ADDRESS and DLUBAL_API_KEY?',
  'key-leaked': 'its output shows the key. Mask it, in errors too.',
  'blind-retry': 'it repeats a call that was refused. No retry helps against a refusal, and each is billed.',
  'not-told-apart':
    'a wrong key and a used-up limit look the same in its output. Show the details of the status, not only its code.',
  'failure-hidden': 'every call was refused, and its exit code is 0.',
  'timed-out': 'it was still running when its time was up, and its calls have no deadline. Give them one.',
  'deadline-not-reached':
    "it was still running when its time was up, and its calls' deadline is later. Give the row more time with --timeout ROW=SECONDS.",
};

type Row = KeyFaultResult & { readonly exitCode: number | undefined };
type View = Omit<KeyFaultReport, 'rows'> & { readonly rows: readonly Row[] };

/** One line per row, then what to fix. */
export function rehearseView({ rows, toldApart, findings }: View): string {
  const lines = table(rows, [
    { title: 'ROW', value: ({ row }) => row },
    { title: 'EXIT', value: (row) => exitOf(row) },
    { title: 'MS', value: ({ durationMs }) => String(durationMs) },
    { title: 'CALLS', value: ({ calls }) => String(calls) },
    { title: 'BILLED', value: ({ billed }) => String(billed) },
    { title: 'HEADER', value: ({ header }) => header },
    { title: 'NOTES', value: notesOf },
  ]);
  const told =
    toldApart === undefined
      ? ''
      : `\nwrong key and used-up limit distinguished: ${toldApart ? paint.good('yes') : paint.bad('no')}\n`;
  const found = Object.entries(findings).map(
    ([name, where]) =>
      `${paint.bad(name)} (${where.join(', ')}): ${FINDING_WORDS[name as KeyFaultFinding]}\n`,
  );
  return `${lines}${told}${found.join('')}${lastWords(rows)}`;
}

/** What the program said last where a key that works did not help. */
function lastWords(rows: readonly Row[]): string {
  const control = rows.find(({ row, failed }) => row === 'control' && failed);
  if (control === undefined || control.leaked) return '';
  if (control.lastLines.length === 0) return 'It printed nothing.\n';
  return `Its last lines:\n${control.lastLines.map((line) => `  ${line}\n`).join('')}`;
}

const exitOf = ({ exitCode, timedOut }: Row): string => (timedOut ? 'none' : String(exitCode ?? '-'));

function notesOf({ leaked, blindRetries, timedOut, deadlineMs }: Row): string {
  return [
    ...(leaked ? ['shows the key'] : []),
    ...(blindRetries > 0 ? [`retried a refusal ${blindRetries}×`] : []),
    ...(timedOut ? ['timed out'] : []),
    ...(timedOut && deadlineMs !== undefined ? [`its deadline is ${deadlineMs / 1000} s`] : []),
  ].join(', ');
}
