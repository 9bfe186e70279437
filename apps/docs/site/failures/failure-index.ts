import { EXIT_CODES, type FailureKind, type FailureOrigin, KINDS, REFUSALS } from '@dlubal-kit/auth-core';
import { code, page, table } from '../markdown-text.js';
import type { KnownMessage } from './known-messages.js';

const PARTS: Readonly<Record<FailureOrigin, string>> = {
  server: 'The server answered',
  gateway: 'Something else answered',
  transport: 'The connection failed',
  local: 'This kit refused, and sent nothing',
};

const kinds = Object.keys(KINDS) as FailureKind[];

function part(origin: FailureOrigin): string {
  const rows = kinds
    .filter((kind) => KINDS[kind].origin === origin)
    .map((kind) => {
      const { happened, billed, retryable, exitCode } = KINDS[kind];
      return [`[${kind}](${kind}.md)`, happened, billed, retryable ? 'may help' : 'no', String(exitCode)];
    });
  return page(
    `## ${PARTS[origin]}`,
    table(['kind', 'what happened', 'billed', 'retry', 'exit code'], rows),
  ).trimEnd();
}

/** The list of all kinds. */
export const failureIndex = (): string =>
  page(
    '---\norder: 0\n---',
    '# Failures',
    'Every failure has one kind, which errors, exit codes, matchers and these pages share. A finer cause (`failure.reason`) may change the remedy, what it cost, and whether a retry helps.',
    'You have a message from a log? Paste it into the search of this site, into `dlubal-auth classify`, or look it up in the [list of messages](messages.md).',
    ...(Object.keys(PARTS) as FailureOrigin[]).map(part),
    '## Exit codes',
    table(
      ['code', 'meaning'],
      Object.entries(EXIT_CODES).map(([number, meaning]) => [number, meaning]),
    ),
  );

const byText = (one: readonly string[], other: readonly string[]): number =>
  (one[0] ?? '').localeCompare(other[0] ?? '', 'en');

/** All messages by their text. */
export function messageIndex(known: readonly KnownMessage[]): string {
  const refusals = Object.entries(REFUSALS).map(([kind, { details }]) => [
    code(details),
    'the server',
    `[${kind}](${kind}.md)`,
  ]);
  const rows = known.map(({ text, stack, kind, reason }) => [
    code(text.length > 160 ? `${text.slice(0, 160)}…` : text),
    stack,
    reason === undefined ? `[${kind}](${kind}.md)` : `[${kind}](${kind}.md), ${reason}`,
  ]);
  return page(
    '---\norder: 1\nsearch: false\n---',
    '# Messages',
    'What the server, gRPC libraries, runtimes and proxies say, by its first words, and what it means.',
    table(['message', 'from', 'means'], [...refusals, ...[...rows].sort(byText)]),
  );
}
