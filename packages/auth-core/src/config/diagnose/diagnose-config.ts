import { sentencesOf } from '../../failure/sentences-of.js';
import { keyFlaw } from '../../redaction/key-format.js';
import { redact } from '../../redaction/redact.js';
import { type ConfigEntry, DEFAULT_NAME, type ParsedConfig } from '../config-types.js';
import { parseConfig } from '../parse-config.js';
import { scanConfig } from '../scan-config.js';
import { plainName } from '../shown-name.js';
import { universalNewlines } from '../universal-newlines.js';
import { readOtherwise } from './read-otherwise.js';

/** Something about a config.ini that a person should know. Holds no key. */
export interface ConfigFinding {
  readonly rule:
    | 'config-syntax'
    | 'no-section'
    | 'no-key'
    | 'value-unreadable'
    | 'key-malformed'
    | 'duplicate-value'
    | 'default-missing'
    | 'default-unnamed'
    | 'read-otherwise'
    | 'lone-carriage-return';
  /** `error`: the official client fails, or the key cannot work. `warning`: it works, and may surprise. */
  readonly severity: 'error' | 'warning' | 'note';
  /** Line, counted from 1, where one is at fault. */
  readonly line?: number;
  /** The entry at fault; masked should a key be where its name belongs. */
  readonly name?: string;
  /** What is the matter, and what to do. */
  readonly message: string;
}

type Readable = Extract<ParsedConfig, { ok: true }>;
type Check = (config: Readable, text: string) => Iterable<ConfigFinding>;

/**
 * Looks a config.ini over: what the official client refuses, keys that cannot work, the same key under two
 * names, a default that no name holds, and lines that other INI readers (npm's `ini`, .NET's) take otherwise.
 *
 * @returns the findings in the order of the file; none when all is well.
 */
export function diagnoseConfig(text: string): ConfigFinding[] {
  const config = parseConfig(universalNewlines(text));
  if (!config.ok) {
    return [
      {
        rule: 'config-syntax',
        severity: 'error',
        line: config.error.line,
        message: sentencesOf(config.error.failure),
      },
    ];
  }
  return CHECKS.flatMap((check) => [...check(config, text)]).sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}

const entriesOf = (config: Readable): ConfigEntry[] => [...(config.apiKeys?.values() ?? [])];
const namedOf = (config: Readable): ConfigEntry[] =>
  entriesOf(config).filter(({ name }) => name !== DEFAULT_NAME);

function* missing({ apiKeys }: Readable): Iterable<ConfigFinding> {
  if (apiKeys === undefined) {
    yield {
      rule: 'no-section',
      severity: 'warning',
      message: 'there is no section [api_keys]: no key is stored here.',
    };
  } else if (apiKeys.size === 0) {
    yield { rule: 'no-key', severity: 'warning', message: '[api_keys] is empty: no key is stored here.' };
  }
}

function* malformed(config: Readable): Iterable<ConfigFinding> {
  for (const { name, line, value, error } of entriesOf(config)) {
    if (error !== undefined) {
      yield { rule: 'value-unreadable', severity: 'error', line, name, message: sentencesOf(error.failure) };
      continue;
    }
    const flaw = keyFlaw(value);
    if (flaw === undefined) continue;
    const message = `line ${line}: ${plainName(name)} is not an API key: ${flaw}. Copy the whole key and nothing else.`;
    yield { rule: 'key-malformed', severity: 'error', line, name: redact(name), message };
  }
}

function* doubled(config: Readable): Iterable<ConfigFinding> {
  const first = new Map<string, string>();
  for (const { name, line, value } of namedOf(config)) {
    if (value === undefined || value === '') continue;
    const other = first.get(value);
    if (other === undefined) first.set(value, name);
    else {
      const message = `line ${line}: ${plainName(name)} has the same key as ${plainName(other)}. Calls by value are booked to the first name.`;
      yield { rule: 'duplicate-value', severity: 'warning', line, name: redact(name), message };
    }
  }
}

function* defaultKey(config: Readable): Iterable<ConfigFinding> {
  const entry = config.apiKeys?.get(DEFAULT_NAME);
  if (entry === undefined) {
    if (namedOf(config).length === 0) return;
    const message = 'default is missing: a call without key and name fails. Use a key by its name once.';
    yield { rule: 'default-missing', severity: 'note', message };
    return;
  }
  if (entry.value === undefined || namedOf(config).some(({ value }) => value === entry.value)) return;
  const message = `line ${entry.line}: default has a key that is stored under no name. If a named key was replaced, the default is out of date: use the new one by its name once.`;
  yield { rule: 'default-unnamed', severity: 'warning', line: entry.line, name: DEFAULT_NAME, message };
}

export const LONE_CARRIAGE_RETURN = /\r(?!\n)/;

function* loneCarriageReturns(_: Readable, text: string): Iterable<ConfigFinding> {
  const at = text.search(LONE_CARRIAGE_RETURN);
  if (at < 0) return;
  const line = universalNewlines(text.slice(0, at)).split('\n').length;
  const message = `line ${line}: a carriage return is alone. Python reads it as a line end when it opens the file, other readers do not. Save the file with ordinary line ends.`;
  yield { rule: 'lone-carriage-return', severity: 'warning', line, message };
}

function* otherReaders(config: Readable, text: string): Iterable<ConfigFinding> {
  if (LONE_CARRIAGE_RETURN.test(text)) return;
  for (const disagreement of readOtherwise(text, scanConfig(text), entriesOf(config))) {
    yield { rule: 'read-otherwise', severity: 'warning', ...disagreement };
  }
}

const CHECKS: readonly Check[] = [missing, malformed, doubled, defaultKey, loneCarriageReturns, otherReaders];
