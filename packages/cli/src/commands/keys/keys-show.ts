import { type KeyFormat, keyFlaw, redact } from '@dlubal-kit/auth-core';
import type { Run } from '../../command-line/definition.js';
import { EXIT } from '../../failure/exit.js';
import { locateStore } from '../../key/locate-store.js';
import { type MaskedKey, maskedKey } from '../../key-store/key-change.js';
import { entryNamed, isDefault, namesWith, readKeys, type StoredKeys } from '../../key-store/stored-keys.js';
import { paint } from '../../terminal/paint.js';
import { cellName } from '../../terminal/shown-key-name.js';
import type { KEYS_SHOW } from './keys-definitions.js';

/** All that is known of one entry. */
interface ShownKey extends MaskedKey {
  readonly line: number;
  /** Other names with the same key. */
  readonly sameAs: readonly string[];
  readonly problem?: string;
  /** The key itself: only if `--reveal` asked for it. */
  readonly revealed?: string;
}

/** Shows one key, masked unless `--reveal` is given. */
export const keysShow: Run<typeof KEYS_SHOW> = async (options, context) => {
  const { print } = context;
  const store = locateStore(options, context);
  const shown = showKey(await readKeys(store), options.name, options.reveal, store.keyFormat);
  const { revealed } = shown;
  if (print.asJson) print.reveal(keysShowJson(shown, store.path));
  print.view(keysShowView(shown, store.path));
  if (!print.asJson && revealed !== undefined) print.reveal(`  Revealed     ${printable(revealed)}\n`);
  return EXIT.ok;
};

/** @throws {KeyResolutionError} when there is no such name */
export function showKey(keys: StoredKeys, given: string, reveal: boolean, format?: KeyFormat): ShownKey {
  const { name, line, value, error } = entryNamed(keys, given);
  const sameAs = value === undefined ? [] : namesWith(keys, value).filter((other) => other !== name);
  const problem = error?.message ?? keyFlaw(value ?? '', format);
  return {
    ...maskedKey(name, value ?? '', isDefault(keys, value)),
    line,
    sameAs,
    ...(problem === undefined ? {} : { problem }),
    ...(reveal && value !== undefined ? { revealed: value } : {}),
  };
}

/** Everything but the key that was asked for is masked. */
function keysShowJson({ revealed, ...shown }: ShownKey, config: string): string {
  const safe = JSON.parse(redact(JSON.stringify({ ok: true, config, key: shown })));
  if (revealed !== undefined) safe.key.revealed = revealed;
  return `${JSON.stringify(safe, null, 2)}\n`;
}

function keysShowView(shown: ShownKey, config: string): string {
  return [
    paint.strong(cellName(shown.name)),
    `  Key          ${shown.masked}`,
    `  Fingerprint  ${shown.fingerprint}`,
    `  Default      ${shown.isDefault ? 'yes' : 'no'}`,
    ...(shown.sameAs.length > 0 ? [`  Same as      ${shown.sameAs.map(cellName).join(', ')}`] : []),
    `  Place        ${config}, line ${shown.line}`,
    ...(shown.problem === undefined ? [] : [`  Problem      ${paint.bad(shown.problem)}`]),
    '',
  ].join('\n');
}

/** A value that a terminal might obey is shown in quotation marks, with escapes. */
const printable = (value: string): string => (/^[\x21-\x7e]+$/.test(value) ? value : JSON.stringify(value));
