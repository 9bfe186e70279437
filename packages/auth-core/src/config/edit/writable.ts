import { strip } from '../python-space.js';
import { shownName } from '../shown-name.js';
import { ConfigEditError } from './config-edit-error.js';

interface Rule {
  readonly breaks: (text: string) => boolean;
  readonly because: string;
}

/** What neither a name nor a value survives. */
const COMMON: readonly Rule[] = [
  { breaks: (t) => /[\r\n]/.test(t), because: 'it holds a line break' },
  { breaks: (t) => t.includes('\0'), because: 'it holds a NUL' },
  { breaks: (t) => strip(t) !== t, because: 'it begins or ends with white space, which readers drop' },
  { breaks: (t) => /\p{Surrogate}/u.test(t), because: 'it holds half a character (a lone surrogate)' },
];

const NAME_RULES: readonly Rule[] = [
  { breaks: (t) => t === '', because: 'it is empty' },
  ...COMMON,
  { breaks: (t) => /[=:]/.test(t), because: 'it holds "=" or ":", which end a name' },
  { breaks: (t) => /^[#;]/.test(t), because: 'it begins with "#" or ";", which begin a comment' },
  { breaks: (t) => t.startsWith('['), because: 'it begins with "[", which begins a section' },
  { breaks: (t) => t.startsWith('\ufeff'), because: 'it begins with a byte order mark' },
];

/** Why a name cannot be written to config.ini, or undefined when it can. */
export function whyNotWritable(name: string): string | undefined {
  return NAME_RULES.find((rule) => rule.breaks(name))?.because;
}

/**
 * The name as it will be stored: in lower case, as every reader of the official kind sees it.
 *
 * @throws {ConfigEditError} when the reader would not give the name back.
 */
export function writableName(name: string): string {
  const because = whyNotWritable(name);
  if (because !== undefined) {
    throw new ConfigEditError(
      `The name ${shownName(name)} cannot be written to config.ini: ${because}.`,
      'Use letters, digits, "_", "-" and "."; for example project_1.',
    );
  }
  return name.toLowerCase();
}

/** @throws {ConfigEditError} when the reader would not give the value back. Never quotes it. */
export function checkWritableValue(name: string, value: string): void {
  const broken = COMMON.find((rule) => rule.breaks(value));
  if (broken !== undefined) {
    throw new ConfigEditError(
      `The value for ${shownName(name)} cannot be written to config.ini: ${broken.because}.`,
      'Give the key and nothing else, on one line.',
    );
  }
}
