import type { KeyFormat } from '../redaction/key-format.js';
import { SettingsError } from '../settings/settings-error.js';

/** The environment variable that says which texts are keys. */
const VARIABLE = 'DLUBAL_API_KEY_FORMAT';
const FORMATS: Readonly<Record<string, KeyFormat>> = { '': 'dlubal', dlubal: 'dlubal', any: 'any' };

/**
 * Which texts count as keys, both when they are stored and when they are sent: the option, else
 * `DLUBAL_API_KEY_FORMAT`, else today's form.
 *
 * @throws {SettingsError} when the variable has another value
 * @example keyFormatOf(undefined, { DLUBAL_API_KEY_FORMAT: 'any' }) // 'any'
 */
export function keyFormatOf(
  option: KeyFormat | undefined,
  env: Readonly<Record<string, string | undefined>> = {},
): KeyFormat {
  const said = env[VARIABLE];
  if (option === undefined && !said) return 'dlubal';
  const format = option ?? FORMATS[(said ?? '').trim().toLowerCase()];
  if (format !== undefined) return format;
  throw new SettingsError({
    file: VARIABLE,
    problem: 'the value cannot be used.',
    remedy: 'Unset it, or set it to "any" where Dlubal has changed the form of keys.',
  });
}
