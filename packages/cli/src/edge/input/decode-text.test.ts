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

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');

test.each<[string, Buffer, string]>([
  ['UTF-8', Buffer.from('grün ☃\r\n'), 'grün ☃\r\n'],
  ['code page 1252, as Python writes it', bytes('gr\xfcn\r\n'), 'gr\\xfcn\r\n'],
  ['code page 850, as cmd writes it', bytes('gr\x81n\r\n'), 'gr\\x81n\r\n'],
  ['Shift JIS', bytes('\x93\xfa'), '\\x93\\xfa'],
  [
    'UTF-8 and a code page, line by line',
    Buffer.concat([Buffer.from('grün\n'), bytes('gr\xfcn\n')]),
    'grün\ngr\\xfcn\n',
  ],
  ['half a character at the end', Buffer.from('a\nü').subarray(0, 3), 'a\n\\xc3'],
  ['UTF-16 without a mark, as cmd /u writes it', utf16('grün\r\n'), 'grün\r\n'],
  ['UTF-16 with a mark', utf16('\ufeffgrün\r\n'), 'grün\r\n'],
  ['nothing', Buffer.alloc(0), ''],
])('no letter of output in %s becomes another one', (_title, output, text) => {
  expect(decodeOutput(output)).toBe(text);
});
