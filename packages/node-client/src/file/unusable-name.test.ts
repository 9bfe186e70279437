import { expect, test } from 'vitest';
import { isUnusableName } from './unusable-name.js';

test.each([
  'NUL',
  'C:\\keys\\nul',
  'C:\\keys\\aux.ini',
  'C:\\con\\config.ini',
  'COM1',
  'lpt9.txt',
  'nul .ini',
  'C:\\keys\\trail.',
  'C:\\keys\\space ',
  'C:\\a?b\\config.ini',
  'C:\\a|b',
  'C:\\keys\\config.ini:more',
  'C:\\keys\\NUL.',
  'C:\\keys\\NUL :',
  'C:\\keys\\aux.ini ',
  'C:\\keys\\. .\\config.ini',
  'C:\\keys. \\config.ini',
  'conin$',
  'LPT¹.ini',
])('%j is a name that Windows programs cannot open', (path) => {
  expect(isUnusableName(path, 'win32')).toBe(true);
  expect(isUnusableName(path, 'linux')).toBe(false);
});

test.each([
  'C:\\keys\\config.ini',
  '..\\.\\config.ini',
  'C:\\nullable\\console.ini',
  'C:\\keys\\com10.ini',
  '\\\\server\\share\\config.ini',
  '\\\\?\\C:\\keys\\nul',
  'C:/Users/ada/.dlubalrc',
])('%j is a name like any other', (path) => {
  expect(isUnusableName(path, 'win32')).toBe(false);
});
