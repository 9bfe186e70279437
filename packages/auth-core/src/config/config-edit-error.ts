/**
 * An edit of config.ini that would lose something or could not be read back. The text is left as it was; the
 * message says what to do and never holds a value.
 */
export class ConfigEditError extends Error {
  override readonly name = 'ConfigEditError';
}
