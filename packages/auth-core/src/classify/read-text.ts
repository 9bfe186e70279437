import { codeOfName, GRPC_STATUSES } from '../failure/tables/grpc-status.js';
import type { Report } from './report.js';

const NAMES = [...GRPC_STATUSES.map(({ name }) => name), 'CANCELED'].filter((name) => name !== 'OK');
const ANY_NAME = NAMES.join('|');
/** Names that logs use for little else; OK, UNKNOWN, INTERNAL and the like need more around them. */
const TELLING = NAMES.filter((name) => name.includes('_') || name.startsWith('UN')).filter(
  (name) => name !== 'UNKNOWN',
);
const PASCAL = NAMES.map((name) => name.replaceAll('_', '')).join('|');

interface Form {
  /** Gives the status in its first group. */
  readonly pattern: RegExp;
  /** Where the words are: behind the match, or quoted as `details` near it. */
  readonly words: 'rest' | 'quoted';
}

/** How logs and error texts write a status, the surest form first. */
const FORMS: readonly Form[] = [
  // Python: _InactiveRpcError and AioRpcError.
  { pattern: /\bstatus\s?=\s?StatusCode\.([A-Z_]+)/, words: 'quoted' },
  // C#: Status(StatusCode="Unauthenticated", Detail="…").
  { pattern: /\bStatusCode\s?[=:]\s?\\{0,2}"?([A-Za-z]+)/, words: 'quoted' },
  // Go: rpc error: code = Unauthenticated desc = …
  { pattern: new RegExp(`\\bcode = (${PASCAL}) desc = `, 'i'), words: 'rest' },
  // grpc-js: 16 UNAUTHENTICATED: …; nice-grpc: /pkg.Service/method UNAUTHENTICATED: …; Java: …Exception: UNAUTHENTICATED: …
  {
    pattern: new RegExp(`(?:\\b\\d{1,2}|/[\\w.]{1,200}/\\w{1,200}|Exception:) (${ANY_NAME}): `),
    words: 'rest',
  },
  // The official client: gRPC Error: UNAUTHENTICATED - …, and the same on the line below "gRPC Connection error:".
  {
    pattern: new RegExp(
      `\\bg?rpc (?:\\w{1,20} )?error:\\s{0,8}(${ANY_NAME})\\s{0,8}[-\u2013\u2014:]\\s`,
      'i',
    ),
    words: 'rest',
  },
  { pattern: new RegExp(`^\\s{0,8}(${TELLING.join('|')})\\s{0,8}[-\u2013\u2014:]\\s`, 'im'), words: 'rest' },
  // connect: [unauthenticated] …
  { pattern: new RegExp(`\\[(${ANY_NAME.toLowerCase()})\\] `), words: 'rest' },
  // grpcurl: Code: Unauthenticated, Message: …
  { pattern: new RegExp(`\\bCode: (${PASCAL})\\s{1,8}Message: `, 'i'), words: 'rest' },
  // An error object as Node or JSON prints it: code: 16, details: '…'.
  { pattern: /\bcode\\{0,2}["']?\s?[:=]\s?(\d{1,2})\b/, words: 'quoted' },
  { pattern: /\bgrpc_status\\{0,2}["']?\s?[:=]\s?(\d{1,2})\b/, words: 'quoted' },
  // Anywhere in a line, but not in the chain of causes that grpcio prints.
  {
    pattern: new RegExp(`(?<!last error: )\\b(${TELLING.join('|')})\\b ?[-\u2013\u2014:]\\s`),
    words: 'rest',
  },
  // The name alone.
  { pattern: /\b(unauthenticated)\b[\s:,.-]{0,8}/i, words: 'rest' },
];

/** `details = "…"`, `Detail: '…'`, `grpc_message:"…"`: a quoted text with its escapes. */
const QUOTED =
  /\b(?:details?|grpc_message)\\{0,2}["']?\s?[:=]\s?(?:"((?:[^"\\]|\\[\s\S]){0,8000})"|'((?:[^'\\]|\\[\s\S]){0,8000})'|`((?:[^`\\]|\\[\s\S]){0,8000})`|\\{1,2}"([^"]{0,8000})\\{1,2}")/i;
/** Where the words of an error end and a stack, an object or the next entry of a log begins. */
const END =
  /\n\s*at\s|\n\s*File "|\nTraceback |\n\s*[{}>]|\n\s*\n|\n\S{0,40}\d{4}-\d\d-\d\d[T ]|\n\[|\n\w+(?:Error|Exception):/;
const LONGEST = 8_000;

/** The message of an error that grpc-js made without a status. */
const LOST_STATUS = 'undefined undefined: undefined';

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
const unescaped = (text: string): string =>
  text.replace(/\\([\s\S])/g, (_, character: string) => ESCAPES[character] ?? character);

function wordsAfter(text: string, at: number): string {
  const rest = text.slice(at, at + LONGEST);
  const end = rest.search(END);
  return (end < 0 ? rest : rest.slice(0, end)).trim();
}

/** The quoted words nearest behind a place, or just in front of it, as grpcio prints its parts in any order. */
function quotedWords(text: string, at: number): string | undefined {
  const found =
    QUOTED.exec(text.slice(at, at + 2 * LONGEST)) ?? QUOTED.exec(text.slice(Math.max(0, at - LONGEST), at));
  return found === null ? undefined : unescaped(found.slice(1).find((group) => group !== undefined) ?? '');
}

function readForm({ pattern, words }: Form, text: string): Report | undefined {
  const match = pattern.exec(text);
  const named = match?.[1] ?? '';
  const isNumber = /^\d/.test(named);
  const status = isNumber ? Number(named) : codeOfName(named);
  if (match === null || status === undefined) return undefined;
  const end = match.index + match[0].length;
  const details = words === 'rest' ? wordsAfter(text, end) : quotedWords(text, end);
  // "code: 12" alone may be of anything.
  return details === undefined && isNumber ? undefined : { status, details: details ?? '', text };
}

/** Reads a log, a traceback or a line: the first form that names a status, and the words with it. */
export function readText(text: string): Report {
  if (text.includes(LOST_STATUS)) return { details: '', text, statusLost: true };
  for (const form of FORMS) {
    const report = readForm(form, text);
    if (report !== undefined) return report;
  }
  return { details: text.trim(), text };
}
