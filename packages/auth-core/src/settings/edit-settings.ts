import { stringify } from '../text/ini.js';

/** Fields of a `.dlubalrc`, by the names that they have there. */
export type SettingsChange = Readonly<Record<string, string | number | boolean>>;

/**
 * Sets fields of a `.dlubalrc`. A line that sets the field already is replaced, all other lines stay as they are.
 *
 * @example editSettings('; mine\nport = 9001\n', { port: 9002 }); // '; mine\nport = 9002\n'
 */
export function editSettings(content: string, change: SettingsChange): string {
  const lines = content === '' ? [] : content.replace(/\r?\n$/, '').split('\n');
  for (const [name, value] of Object.entries(change)) {
    const line = stringify({ [name]: value }, { whitespace: true }).trimEnd();
    const at = lines.findIndex((old) => old.split('=')[0]?.trim() === name);
    if (at < 0) lines.push(line);
    else lines[at] = line;
  }
  return `${lines.join('\n')}\n`;
}
