import { codeOfName, GRPC_STATUSES } from '../failure/tables/grpc-status.js';

const NAMES = [...GRPC_STATUSES.map(({ name }) => name), 'CANCELED'].filter((name) => name !== 'OK');
const ANY_NAME = NAMES.join('|');
/** Names that logs use for little else; OK, UNKNOWN, INTERNAL and the like need more around them. */
const TELLING = NAMES.filter((name) => name.includes('_') || name.startsWith('UN')).filter(
  (name) => name !== 'UNKNOWN',
);
const PASCAL = NAMES.map((name) => name.replaceAll('_', '')).join('|');

/** Names that are not gRPC's: exceptions of google.api_core, and what tonic prints instead of a name. */
const ALIASES: Readonly<Record<string, number>> = {
  ServiceUnavailable: 14,
  InternalServerError: 13,
  GatewayTimeout: 4,
  Unauthorized: 16,
  Forbidden: 7,
  BadRequest: 3,
  Conflict: 10,
  TooManyRequests: 8,
  MethodNotImplemented: 12,
  'The request does not have valid authentication credentials': 16,
  'The service is currently unavailable': 14,
  'Internal error': 13,
  'Unknown error': 2,
  'The caller does not have permission to execute the specified operation': 7,
  'Operation was cancelled': 1,
  'Deadline expired before operation could complete': 4,
  'Operation is not implemented or not supported': 12,
};

/** One way to write a status. */
export interface StatusForm {
  /** Gives the status in its first group, as a number or a name. */
  readonly pattern: RegExp;
  /** Where the words are: behind the match, behind it up to a mark, in quotes that it opened, or quoted as `details` near it. */
  readonly words: 'rest' | RegExp | 'quoted' | 'near';
  /** What a log is searched for, where the pattern's own words are in too many lines. It matches wherever the pattern does. */
  readonly hook?: RegExp;
  /** Also found in prose, so it counts only where nothing else does. */
  readonly isWeak?: true;
}

/** How logs and error texts write a status, the surest form first. */
export const STATUS_FORMS: readonly StatusForm[] = [
  // Python: _InactiveRpcError and AioRpcError.
  { pattern: /\bstatus\s?=\s?StatusCode\.([A-Z_]+)/, words: 'near' },
  // C#: Status(StatusCode="Unauthenticated", Detail="…").
  { pattern: /\bStatusCode\s?[=:]\s?\\{0,2}"?([A-Za-z]+)/, words: 'near' },
  // Go: rpc error: code = Unauthenticated desc = …
  { pattern: new RegExp(`\\bcode = (${PASCAL}) desc = `, 'i'), words: 'rest' },
  // Java: Status{code=UNAVAILABLE, description=io exception, cause=…}
  { pattern: new RegExp(`\\bStatus\\{code=(${ANY_NAME}), description=`), words: /, cause=/ },
  // Dart: gRPC Error (code: 14, codeName: UNAVAILABLE, message: …, details: null
  { pattern: /\bgRPC Error \(code: (\d{1,2}), codeName: \w{1,20}, message: /, words: /, details: / },
  // Ruby: GRPC::Unavailable: 14:…, and (14:… of older versions.
  { pattern: /\bGRPC::(\w{2,20})(?:: | \()\d{1,2}:/, words: /\. debug_error_string:/ },
  // tonic, in turn of its older and its newer versions.
  { pattern: new RegExp(`\\b(?:status|code): (${PASCAL}), message: "`, 'i'), words: 'quoted' },
  { pattern: /\b(?:status|code): '([A-Z][a-z][a-z ]{8,80})', (?:message|self): "/, words: 'quoted' },
  // google.api_core for Python: ServiceUnavailable: 503 …
  { pattern: /\bapi_core\.exceptions\.(\w{4,24}): \d{3} /, words: 'rest' },
  // grpc-js: 16 UNAUTHENTICATED: …; nice-grpc: /pkg.Service/method UNAUTHENTICATED: …; Java: …Exception: UNAUTHENTICATED: …
  {
    pattern: new RegExp(`(?:\\b\\d{1,2}|/[\\w.]{1,200}/\\w{1,200}|Exception:) (${ANY_NAME}): `),
    words: 'rest',
  },
  { pattern: new RegExp(`StatusRuntimeException: (${ANY_NAME})\\s*$`, 'm'), words: 'rest' },
  // The official client: gRPC Error: UNAUTHENTICATED - …, and the same on the line below "gRPC Connection error:".
  {
    pattern: new RegExp(
      `\\bg?rpc (?:\\w{1,20} )?error:\\s{0,8}(${ANY_NAME})\\s{0,8}[-\u2013\u2014:]\\s`,
      'i',
    ),
    words: 'rest',
  },
  { pattern: new RegExp(`^\\s{0,8}(${TELLING.join('|')})\\s{0,8}[-\u2013\u2014:]\\s`, 'm'), words: 'rest' },
  // connect: [unauthenticated] …
  { pattern: new RegExp(`\\[(${ANY_NAME.toLowerCase()})\\] `), words: 'rest' },
  // connect for Go: unavailable: …
  { pattern: new RegExp(`(?:^|error: )(${TELLING.join('|').toLowerCase()}): `, 'm'), words: 'rest' },
  // grpcurl: Code: Unauthenticated, Message: …
  { pattern: new RegExp(`\\bCode: (${PASCAL})\\s{1,8}Message: `, 'i'), words: 'rest' },
  // grpc-swift: unavailable (14): …
  { pattern: new RegExp(`\\b(${PASCAL}) \\(\\d{1,2}\\): `, 'i'), words: 'rest' },
  // PHP: [code] => 14, then [details] => …
  { pattern: /\[code\] => (\d{1,2})\s{1,40}\[details\] => /, words: 'rest' },
  // JSON of connect and of gateways: {"code":"unauthenticated","message":"…"}
  {
    pattern: /"(?:code|status)":\s?"([A-Za-z_]{4,20})",\s{0,20}"message":\s?"/,
    hook: /"(?:code|status)":/,
    words: 'quoted',
  },
  // An error object as Node or JSON prints it: code: 16, details: '…'.
  { pattern: /\bcode\\{0,2}["']?\s?[:=]\s?(\d{1,2})\b/, words: 'near' },
  { pattern: /\bgrpc_status\\{0,2}["']?\s?[:=]\s?(\d{1,2})\b/, words: 'near' },
  // Anywhere in a line, but not in the chain of causes that grpcio prints.
  {
    pattern: new RegExp(`(?<!last error: )\\b(${TELLING.join('|')})\\b ?[-\u2013\u2014:]\\s`),
    words: 'rest',
  },
  // The name alone.
  { pattern: /\b(unauthenticated)\b[\s:,.-]{0,8}/i, words: 'rest', isWeak: true },
];

/** The code of a status as a form names it. */
export function codeOf(named: string): number | undefined {
  if (/^\d/.test(named)) return Number(named);
  return codeOfName(named) ?? (Object.hasOwn(ALIASES, named) ? ALIASES[named] : undefined);
}
