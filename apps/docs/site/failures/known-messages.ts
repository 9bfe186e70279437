import { readFileSync } from 'node:fs';

/** A message of a gRPC library, a runtime or a proxy, and what it means. */
export interface KnownMessage {
  /** Who says it: Go, Java, .NET … */
  readonly stack: string;
  /** When. */
  readonly situation: string;
  readonly text: string;
  readonly kind: string;
  readonly reason?: string;
}

interface Row<In> {
  readonly title: string;
  readonly source: string;
  readonly in: In;
  readonly out: { readonly kind?: string; readonly reason?: string };
}

/** The vectors of the classifier: its tests show that each message means what is said here. */
function rowsOf<In>(name: string): readonly Row<In>[] {
  const file = new URL(`../../../../packages/auth-core/vectors/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')).rows;
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

const partsOf = (title: string): [stack: string, situation: string] => {
  const [, stack = '', situation = ''] = /^([^:]*): (.*)$/s.exec(title) ?? [];
  return [stack, situation];
};

const messageOf = (stack: string, situation: string, text: string, { kind, reason }: Row<unknown>['out']) =>
  kind === undefined
    ? []
    : [{ stack, situation, text: oneLine(text), kind, ...(reason === undefined ? {} : { reason }) }];

function fromOtherStacks(): KnownMessage[] {
  return rowsOf<string>('more-stacks').flatMap(({ title, source, in: text, out }) => {
    if (source === 'made up') return [];
    const [stack, situation] = partsOf(title);
    return messageOf(stack, situation, text, out);
  });
}

function fromNode(): KnownMessage[] {
  return rowsOf<{ readonly details?: string }>('provoked-failures').flatMap(
    ({ title, in: { details }, out }) => {
      const [, situation] = partsOf(title);
      return messageOf('grpc-js', situation, details ?? '', out);
    },
  );
}

/** Kinds of which the provoked failures have no words, or not all: a client that is used wrongly, and what a caller gives it. */
const OF_CALLERS = new Set([
  'address-invalid',
  'client-misuse',
  'key-malformed',
  'message-too-large',
  'method-unknown',
  'provider-failed',
]);

/** What grpc-js says of its caller. */
function fromGrpcJs(): KnownMessage[] {
  return rowsOf<{ readonly details?: string; readonly message?: string }>('transport-failures').flatMap(
    ({ source, in: { details, message }, out }) => {
      const text = details ?? message ?? '';
      const stack = /grpc-js/.exec(source)?.[0];
      if (stack === undefined || text.length < 12 || !OF_CALLERS.has(out.kind ?? '')) return [];
      return messageOf(stack, /^grpc-js [^:]*: (.*)$/.exec(source)?.[1] ?? '', text, out);
    },
  );
}

/** Every message once. */
export function knownMessages(): KnownMessage[] {
  const found = [...fromOtherStacks(), ...fromNode(), ...fromGrpcJs()].filter(
    ({ text, stack }) => text !== '' && stack !== '',
  );
  const once = new Map(found.map((message) => [`${message.kind} ${message.text}`, message]));
  return [...once.values()];
}
