import { ProviderError } from '../keyring/provider-error.js';

/** What a command printed, as far as it is known to be a key. */
export interface CommandKey {
  readonly value: string;
  readonly name?: string;
}

/** What a command that gives a key should print. */
export const SHOULD_PRINT =
  'Make it print the key alone on one line, or {"version": 1, "api_key": "…", "name": "…"}.';

/**
 * Reads what a command printed: a key alone on its line, or version 1 of the JSON form. Unknown fields are passed
 * over, so that the form can grow.
 *
 * @throws {ProviderError} whose message never shows what was printed
 */
export function parseCommandOutput(provider: string, output: string): CommandKey {
  const text = output.replace(/(\r?\n)+$/, '');
  if (text === '') throw new ProviderError(provider, 'the command printed nothing.', SHOULD_PRINT);
  if (text.trimStart().startsWith('{')) return parseJsonForm(provider, text);
  if (/[\r\n]/.test(text)) {
    throw new ProviderError(provider, 'the command printed more than one line.', SHOULD_PRINT);
  }
  return { value: text };
}

function parseJsonForm(provider: string, text: string): CommandKey {
  let answer: Record<string, unknown>;
  try {
    answer = JSON.parse(text);
  } catch {
    // The parser's message quotes the text.
    throw new ProviderError(provider, 'the command printed JSON that cannot be parsed.', SHOULD_PRINT);
  }
  if (answer.version !== 1) {
    throw new ProviderError(provider, 'the command printed JSON without "version": 1.', SHOULD_PRINT);
  }
  const { api_key: value, name } = answer;
  if (typeof value !== 'string' || (name !== undefined && typeof name !== 'string')) {
    throw new ProviderError(
      provider,
      'the command printed JSON whose "api_key" or "name" is not a string.',
      SHOULD_PRINT,
    );
  }
  return { value, ...(name !== undefined && { name }) };
}
