import { expect, test } from 'vitest';
import { decodeInput, decodeOutput } from './decode-text.js';

const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');

test.each<[string, Buffer, string]>([
  ['UTF-8', Buffer.from('ak-1 ü\n'), 'ak-1 ü\n'],
  ['UTF-16 with a mark', utf16('\ufeffak-1 ü\r\n'), 'ak-1 ü\r\n'],
  ['UTF-16 with a mark, the high byte first', utf16('\ufeffak-1\n').swap16(), 'ak-1\n'],
  ['UTF-16 without a mark', utf16('ak-1\n'), 'ak-1\n'],
  ['half a character at the end', Buffer.concat([utf16('\ufeffak').swap16(), Buffer.of(0)]), 'ak'],
  ['nothing', Buffer.alloc(0), ''],
])('input in %s is read', (_title, bytes, text) => {
  expect(decodeInput(bytes)).toBe(text);
});

test.each<[string, Buffer, string]>([
  ['win32', Buffer.from('grün'), 'grün'],
  ['win32', Buffer.from('grün', 'latin1'), 'grün'],
  ['linux', Buffer.from('grün', 'latin1'), 'gr\ufffdn'],
])('on %s output of a program is read in its code page', (platform, bytes, text) => {
  expect(decodeOutput(bytes, platform)).toBe(text);
});
