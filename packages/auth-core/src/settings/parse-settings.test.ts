import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { expect, test } from 'vitest';
import { parseSettings } from './parse-settings.js';

test('every field is read', () => {
  const text =
    'key_name = project_2\nurl=127.0.0.1\nport=9001\ntls = true\nca_file="/etc/ca.pem"\ndeadline_ms=5000\n';
  expect(parseSettings(text)).toMatchObject({
    ok: true,
    settings: {
      keyName: 'project_2',
      url: '127.0.0.1',
      port: 9001,
      tls: true,
      caFile: '/etc/ca.pem',
      deadlineMs: 5000,
    },
  });
});

test('an empty file and comments set nothing', () => {
  expect(parseSettings('')).toEqual({ ok: true, settings: {}, lines: {} });
  expect(parseSettings('\ufeff; port = 1\n# tls\n')).toMatchObject({ ok: true, settings: {} });
});

test.each([
  ['port = 0', 'port', /a port from 1 to 65535/],
  ['port = 70000', 'port', /a port from 1 to 65535/],
  ['port = 9e3', 'port', /a port from 1 to 65535/],
  ['tls = yes', 'tls', /true or false/],
  ['tls', 'tls', undefined],
  ['deadline_ms = -1', 'deadline_ms', /whole number of milliseconds/],
  ['deadline_ms = 1.5', 'deadline_ms', /whole number/],
  ['key_name =', 'key_name', /name of a stored key/],
  ['keyname = x', '"keyname"', /Did you mean key_name\?/],
  ['[api_keys]\nx = 1', '"api_keys"', /this setting does not exist/],
  ['port[] = 1', 'port', /the value cannot be used/],
  ['__proto__ = 1', undefined, undefined],
  ['constructor = 1', '"constructor"', /this setting does not exist/],
])('%j is refused by field and line, or means what ini says', (text, field, says) => {
  const parsed = parseSettings(text);
  if (says === undefined) {
    expect(parsed.ok).toBe(true);
    return;
  }
  if (parsed.ok) expect.unreachable();
  else {
    expect(parsed.error.field).toBe(field);
    expect(parsed.error.message).toMatch(says);
    expect(parsed.error.failure).toMatchObject({ kind: 'settings-invalid', exitCode: 8 });
  }
});

test('a key is refused, whatever the field, and not shown', () => {
  const key = madeKey();
  for (const text of [
    `key_name = ${key}`,
    `api_key = x`,
    `# c\nkey = ${key}`,
    `url = http://${key}@host`,
    `${key} = 1`,
  ]) {
    const parsed = parseSettings(text);
    if (parsed.ok) expect.unreachable(text);
    else {
      expect(parsed.error.message).toMatch(/a key does not belong in this file/);
      expectNoKey(key, parsed.error);
    }
  }
});

test('each field comes with its line', () => {
  const parsed = parseSettings('; c\nkey_name = a\n\nport = 9001\n');
  expect(parsed).toMatchObject({ lines: { keyName: 2, port: 4 } });
});

test.each(['url = a', 'port = 1', 'tls = true', 'tls = false', 'ca_file = a.pem'])(
  'the file of a project cannot say %j',
  (line) => {
    expect(parseSettings(line).ok).toBe(true);
    const parsed = parseSettings(`key_name = a\n${line}\n`, { owner: 'project', file: '/clone/.dlubalrc' });
    if (parsed.ok) return expect.unreachable();
    expect(parsed.error).toMatchObject({ kind: 'settings-untrusted', line: 2, failure: { exitCode: 8 } });
    expect(parsed.error.message).toMatch(/^\[settings-untrusted\] \/clone\/\.dlubalrc, line 2, /);
  },
);

test('the line at fault is named', () => {
  const parsed = parseSettings('; c\nkey_name = a\nport = x\n');
  expect(parsed.ok ? undefined : parsed.error.line).toBe(3);
});
