import { codeOfName, GRPC_STATUSES } from './grpc-status.js';
import type { Report } from './report.js';

const NAMES = [...GRPC_STATUSES.map(({ name }) => name), 'CANCELED'];
const PASCAL = NAMES.map((name) => name.replaceAll('_', '')).join('|');
/** Names that no log uses for anything else. */
const TELLING = NAMES.filter(
  (name) => !['OK', 'UNKNOWN', 'INTERNAL', 'ABORTED', 'CANCELLED', 'CANCELED'].includes(name),
);

interface Form {
  /** Gives the status in its first group. */
  readonly pattern: RegExp;
  /** Where the words stand: behind the match, or quoted as `details` near it. */
  readonly words: 'rest' | 'quoted';
}

/** How logs and error texts write a status, the surest form first. */
const FORMS: readonly Form[] = [
  // Python: _InactiveRpcError and AioRpcError.
  { pattern: /\bstatus\s*=\s*StatusCode\.([A-Z_]+)/, words: 'quoted' },
  // C#: Status(StatusCode="Unauthenticated", Detail="…").
  { pattern: /\bStatusCode\s*[=:]\s*"?([A-Za-z]+)"?/, words: 'quoted' },
  // Go: rpc error: code = Unauthenticated desc = …
  { pattern: new RegExp(`\\bcode = (${PASCAL}) desc = `, 'i'), words: 'rest' },
  // grpc-js: 16 UNAUTHENTICATED: …; Java, nice-grpc: UNAUTHENTICATED: …; the official client: UNAUTHENTICATED - …
  {
    pattern: new RegExp(`\\b(${NAMES.join('|')})\\b\\s{0,8}(?::|[-\u2013\u2014](?=\\s))\\s{0,8}`),
    words: 'rest',
  },
  // connect: [unauthenticated] …
  { pattern: new RegExp(`\\[(${NAMES.slice(1).join('|').toLowerCase()})\\]\\s{0,8}`), words: 'rest' },
  // grpcurl: Code: Unauthenticated, Message: …
  { pattern: new RegExp(`\\bCode:\\s{0,8}(${PASCAL})\\s{1,8}Message:\\s{0,8}`, 'i'), words: 'rest' },
  // An error object as Node or JSON prints it: code: 16, details: '…'.
  { pattern: /\bcode["']?\s{0,8}[:=]\s{0,8}(\d{1,2})\b/, words: 'quoted' },
  // The name alone.
  { pattern: new RegExp(`\\b(${TELLING.join('|')})\\b`), words: 'rest' },
];

/** `details = "…"`, `Detail: '…'`: a quoted text with its escapes. */
const QUOTED =
  /\bdetails?["']?\s{0,8}[:=]\s{0,8}(?:"((?:[^"\\]|\\[\s\S]){0,20000})"|'((?:[^'\\]|\\[\s\S]){0,20000})')/i;
/** Where the words of an error end and a stack begins. */
const STACK = /\n\s*at\s|\n\s*File "|\nTraceback |\n\s*\{|\n>/;
const LONGEST = 8_000;

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
const unescaped = (text: string): string =>
  text.replace(/\\([\s\S])/g, (_, character: string) => ESCAPES[character] ?? character);

function wordsAfter(text: string, at: number): string {
  const rest = text.slice(at, at + LONGEST);
  const stack = rest.search(STACK);
  return (stack < 0 ? rest : rest.slice(0, stack)).trim();
}

function quotedWords(text: string, at: number): string | undefined {
  const found = QUOTED.exec(text.slice(Math.max(0, at - LONGEST), at + 3 * LONGEST));
  return found === null ? undefined : unescaped(found[1] ?? found[2] ?? '');
}

function readForm({ pattern, words }: Form, text: string): Report | undefined {
  const match = pattern.exec(text);
  const said = match?.[1] ?? '';
  const status = /^\d/.test(said) ? Number(said) : codeOfName(said);
  if (match === null || status === undefined) return undefined;
  const end = match.index + match[0].length;
  const details = words === 'rest' ? wordsAfter(text, end) : quotedWords(text, end);
  // A bare "code: 12" means a status only beside its details.
  if (details === undefined) return /^\d/.test(said) ? undefined : { status, details: '', text };
  return { status, details, text };
}

/** Reads a log, a traceback or a line: the first form that names a status, and the words with it. */
export function readText(text: string): Report {
  for (const form of FORMS) {
    const report = readForm(form, text);
    if (report !== undefined) return report;
  }
  return { details: text.trim(), text };
}
