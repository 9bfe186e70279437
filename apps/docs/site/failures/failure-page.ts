import {
  EXIT_CODES,
  type FailureKind,
  GRPC_STATUSES,
  KINDS,
  REFUSALS,
  type Refusal,
} from '@dlubal-kit/auth-core';
import { REASONS } from '../../../../packages/auth-core/src/failure/reasons.js';
import type { ReasonRow } from '../../../../packages/auth-core/src/failure/tables/kind-row.js';
import { code, page, table } from '../markdown-text.js';
import { catchBlock } from './catch-block.js';
import { COST, RETRY, SPOKE } from './failure-words.js';
import type { KnownMessage } from './known-messages.js';

const LONGEST = 240;
const shortened = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

const pascal = (name: string): string =>
  name.toLowerCase().replaceAll(/(?:^|_)([a-z])/g, (_, letter) => letter.toUpperCase());

/** Other languages: how each shows a status, and whose messages of the classifier's vectors are its own. */
const STACKS = {
  'Python (grpcio)': { status: (name: string) => `StatusCode.${name}`, says: /^(?:Python|C core)/ },
  'C# (Grpc.Net.Client)': {
    status: (name: string) => `RpcException: Status(StatusCode="${pascal(name)}")`,
    says: /^\.NET/,
  },
  'Go (grpc-go)': { status: (name: string) => `rpc error: code = ${pascal(name)}`, says: /^Go/ },
} as const;

const refusalOf = (kind: string): Refusal | undefined =>
  Object.hasOwn(REFUSALS, kind) ? (REFUSALS as Readonly<Record<string, Refusal>>)[kind] : undefined;

const statusOf = (kind: string): string | undefined =>
  GRPC_STATUSES.find((status) => status.kind === kind || status.code === refusalOf(kind)?.status)?.name;

/** What another language shows: the status of the server's answer, or the first message that is known of it. */
function seenIn(stack: keyof typeof STACKS, kind: FailureKind, known: readonly KnownMessage[]): string {
  const { origin } = KINDS[kind];
  const { status, says } = STACKS[stack];
  const name = origin === 'server' ? statusOf(kind) : undefined;
  if (name !== undefined) return `${code(status(name))}, ${code(refusalOf(kind)?.details ?? '…')}`;
  const first = known.find((message) => says.test(message.stack));
  if (first !== undefined) return code(shortened(first.text));
  return origin === 'local' ? 'nothing: only this kit reports it' : 'nothing that is recorded yet';
}

function whatYouSee(kind: FailureKind, known: readonly KnownMessage[]): string {
  const { happened, remedy, exitCode } = KINDS[kind];
  const seen = (Object.keys(STACKS) as (keyof typeof STACKS)[]).map((stack) => ({
    stack,
    text: seenIn(stack, kind, known),
  }));
  const others = [...new Set(seen.map(({ text }) => text))].map((text) => [
    seen
      .filter((row) => row.text === text)
      .map(({ stack }) => stack)
      .join(', '),
    text,
  ]);
  return table(
    ['in', 'you see'],
    [
      ['TypeScript', `an error with \`kind: '${kind}'\`: ${code(`[${kind}] ${happened} ${remedy}`)}`],
      [
        'the terminal',
        `${code(`dlubal-auth: [${kind}] ${happened}`)} and exit code ${exitCode} (${EXIT_CODES[exitCode]})`,
      ],
      ...others,
    ],
  );
}

const facts = ({ origin, billed, retryable, remedy }: (typeof KINDS)[FailureKind]): string =>
  table(
    ['', ''],
    [
      ['**What to do**', remedy],
      ['**Who spoke**', SPOKE[origin]],
      ['**What it cost**', COST[billed]],
      ['**A retry**', RETRY(retryable)],
    ],
  );

function reason(kind: FailureKind, name: string, row: ReasonRow): string {
  const { origin = KINDS[kind].origin, billed = KINDS[kind].billed, retryable = KINDS[kind].retryable } = row;
  return page(
    `### ${name}`,
    row.happened ?? '',
    `**To do:** ${row.remedy}`,
    `Who spoke: ${origin} · billed: ${billed} · a retry: ${retryable ? 'may help, later' : 'does not help'}`,
  ).trimEnd();
}

function messages(known: readonly KnownMessage[]): string {
  if (known.length === 0) return '';
  const rows = known.map(({ stack, situation, text, reason: finer }) => [
    stack,
    situation.replaceAll('<', '&lt;'),
    finer === undefined ? '' : `\`${finer}\``,
    code(shortened(text)),
  ]);
  return page(
    '## Messages that mean this',
    'Word for word, as the tests of the classifier have them. Paste your own into `dlubal-auth classify`.',
    table(['from', 'when', 'reason', 'message'], rows),
  ).trimEnd();
}

function serverWords(kind: string): string {
  const refusal = refusalOf(kind);
  if (refusal === undefined) return '';
  const { details, alsoSaid = [], mock } = refusal;
  return page(
    '## The server’s own words',
    [details, ...alsoSaid].map((text) => `> ${text}`).join('\n>\n'),
    `The mock server gives this answer to keys in the state ${Object.keys(mock.states)
      .map((state) => `\`${state}\``)
      .join(', ')}.`,
  ).trimEnd();
}

/** The page of one kind of failure, from the tables that decide its meaning. */
export function failurePageOf(kind: FailureKind, all: readonly KnownMessage[]): string {
  const known = all.filter((message) => message.kind === kind);
  const row = KINDS[kind];
  const reasons = Object.entries(REASONS[kind] ?? {});
  return page(
    `# ${kind}`,
    row.happened,
    facts(row),
    '## What you see',
    whatYouSee(kind, known),
    catchBlock(kind),
    serverWords(kind),
    reasons.length === 0 ? '' : '## Finer causes',
    reasons.length === 0
      ? ''
      : '`failure.reason` has one of these, or none. Where it changes what to do, its row wins.',
    ...reasons.map(([name, finer]) => reason(kind, name, finer)),
    messages(known),
    row.official === undefined ? '' : `Dlubal’s own page: <${row.official}>`,
  );
}
