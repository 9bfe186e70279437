const LONE_RETURN = /\r(?!\n)/g;

/**
 * The text as Python's text mode, in which the official client opens config.ini, ends its lines: a carriage return ends
 * one by itself too. A pair with a line feed stays, as it means the same. Nothing else ends a line there: not U+0085,
 * U+2028, form feeds or separators, at which only `str.splitlines` splits.
 *
 * @example universalNewlines('[api_keys]\rp = ak-…\r\n') // '[api_keys]\np = ak-…\r\n'
 */
export function universalNewlines(text: string): string {
  if (!text.includes('\r')) return text;
  const newline = /\r\n|(?<!\r)\n/.exec(text)?.[0] ?? '\n';
  return text.replace(LONE_RETURN, newline);
}
