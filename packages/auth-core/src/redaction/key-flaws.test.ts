import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { describe, expect, test } from 'vitest';
import { keyFlaw, whyNotSendable } from './key-format.js';

const KEY = madeKey();
const DIGITS = KEY.slice(3);
const BASE64 = Buffer.from(KEY).toString('base64');

const NO_VALUE = /writes where it has no value/;
const UNREPLACED = /name of a variable, not its value/;
const PLACEHOLDER = /placeholder from an example/;
const MASKED = /it is masked/;
const EQUALS = /paste only what follows the equals sign/;
const QUOTED = /quotation mark/;
const AFTER = /text after the key/;

/** What was put where a key belongs, and the reason that helps. */
const TABLE: readonly (readonly [title: string, text: string, reason: RegExp])[] = [
  ['null', 'null', NO_VALUE],
  ['undefined', 'undefined', NO_VALUE],
  ["Python's None", 'None', NO_VALUE],
  ['null in quotes', '"null"', NO_VALUE],
  ['an object as text', '[object Object]', NO_VALUE],
  ['false', 'false', NO_VALUE],
  ['a dash', '-', NO_VALUE],
  ['stars', '***', MASKED],
  ['bullets', '\u2022\u2022\u2022\u2022', MASKED],
  ['the masked form', `ak-\u2026${KEY.slice(-4)}`, MASKED],
  ['the masked form with dots', `ak-...${KEY.slice(-4)}`, MASKED],
  ['the masked form with stars', `ak-************${KEY.slice(-4)}`, MASKED],
  ['an inspected ApiKey', `ApiKey(ak-\u2026${KEY.slice(-4)})`, MASKED],
  ['a shell variable', '$DLUBAL_API_KEY', UNREPLACED],
  ['a shell variable in braces and quotes', "'\u0024{DLUBAL_API_KEY:-}'", UNREPLACED],
  ['a command substitution', '$(vault-key dlubal)', UNREPLACED],
  ['a variable of cmd', '%DLUBAL_API_KEY%', UNREPLACED],
  ['a variable of PowerShell', '$env:DLUBAL_API_KEY', UNREPLACED],
  ['a secret of GitHub', '\u0024{{ secrets.DLUBAL_API_KEY }}', UNREPLACED],
  ['a template', '{{ dlubal_api_key }}', UNREPLACED],
  ['the bare name of a variable', 'DLUBAL_API_KEY', UNREPLACED],
  ['a placeholder in angle brackets', '<your key>', PLACEHOLDER],
  ['a placeholder in square brackets', '[your key]', PLACEHOLDER],
  ['a placeholder in words', 'YOUR_API_KEY', /placeholder|name of a variable/],
  ['a placeholder with the prefix', 'ak-your-key-here', PLACEHOLDER],
  ['a row of x', `ak-${'x'.repeat(48)}`, PLACEHOLDER],
  ['change me', 'changeme', PLACEHOLDER],
  ['the prefix alone', 'ak-', PLACEHOLDER],
  ['an assignment', `DLUBAL_API_KEY=${KEY}`, EQUALS],
  ['an exported assignment in quotes', `export DLUBAL_API_KEY="${KEY}"`, EQUALS],
  ['an assignment of PowerShell', `$env:DLUBAL_API_KEY = "${KEY}"`, EQUALS],
  ['a line of config.ini', `project_1 = ${KEY}`, EQUALS],
  ['a line of YAML', `api_key: ${KEY}`, /paste only what follows the colon/],
  ['a whole config.ini', `; ours\n[api_keys]\nproject_1 = ${KEY}\n`, /whole config\.ini/],
  ['JSON', `{"api_key": "${KEY}"}`, /it is JSON/],
  ['a list of JSON', `["${KEY}"]`, /it is JSON/],
  ['the scheme', `Bearer ${KEY}`, /begins with "Bearer"/],
  ['a header', `Authorization: Bearer ${KEY}`, /whole header/],
  ['a curl command', `curl -H "Authorization: Bearer ${KEY}"`, /whole header or command/],
  ['quotes', `"${KEY}"`, QUOTED],
  ['typographic quotes', `\u201c${KEY}\u201d`, QUOTED],
  ['an opening quote', `'${KEY}`, QUOTED],
  ['a closing quote', `${KEY}"`, AFTER],
  ['a comment after the key', `${KEY} ; bridge`, /config\.ini has no comments behind values/],
  ['a hash comment after the key', `${KEY}  # bridge`, /config\.ini has no comments behind values/],
  ['a comma after the key', `${KEY},`, AFTER],
  ['a written line break', `${KEY}\\n`, AFTER],
  ['a second line', `${KEY}\nbridge`, AFTER],
  ['a sentence around it', `Your new key is ${KEY}`, /text before the key/],
  ['two keys', `${KEY}${KEY}`, /2 keys/],
  ['two keys on two lines', `${KEY}\n${madeKey()}`, /2 keys/],
  ['47 digits', KEY.slice(0, -1), /47 hexadecimal digits, not 48/],
  ['49 digits', `${KEY}a`, /49 hexadecimal digits, not 48/],
  ['the digits alone', DIGITS, /prefix "ak-" is missing/],
  ['an underscore', `ak_${DIGITS}`, /character 3 must be "-"/],
  ['an en dash', `ak\u2013${DIGITS}`, /character 3 is an en dash/],
  ['a letter O', `${KEY.slice(0, 10)}O${KEY.slice(11)}`, /character 11 is not a hexadecimal digit/],
  ['a line break in the middle', `${KEY.slice(0, 20)}\n${KEY.slice(20)}`, /character 21 is a line feed/],
  ['UTF-16 read as bytes', KEY.split('').join('\0'), /character 2 is a NUL/],
  ['base64', BASE64, /base64; decode it first/],
  [
    'base64 of something else',
    Buffer.from('user:password-of-x').toString('base64').padEnd(24, '='),
    /base64|begin with/,
  ],
  ['URL-encoded', `ak%2D${DIGITS}`, /URL-encoded/],
  ['a UUID', 'e72f5da1-41ba-4cce-8b73-6c05ae444f57', /UUID/],
  ['a fingerprint', '1c9f02ab', /fingerprint/],
  ['a JWT', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc', /JWT/],
  ['a token of GitHub', 'ghp_0123456789abcdefghij0123456789abcdef', /another service/],
  ['a page of HTML', '<!DOCTYPE html>\n<html><body>Sign in</body></html>', /web page/],
  ['XML', '<Error><Code>AccessDenied</Code></Error>', /web page or XML/],
  ['a certificate', '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----', /PEM/],
  ['a path', '/run/secrets/dlubal', /path of a file/],
  ['a path of Windows', 'C:\\keys\\dlubal.txt', /path of a file/],
  ['the name of a file', 'key.txt', /path of a file/],
  ['a URL', 'https://vault.example/v1/dlubal', /address \(URL\)/],
  ['an e-mail address', 'ada@example.com', /e-mail/],
  ['nothing', '', /it is empty/],
  ['white space', ' \n', /nothing but white space/],
  ['the name of a key', 'project_1', /is it the name of a key/],
];

describe('what can never work is refused with a reason that helps', () => {
  test.for(TABLE)('%s', ([, text, reason]) => {
    const flaw = whyNotSendable(text);
    expect(flaw).toMatch(reason);
    expect(keyFlaw(text)).toBe(flaw);
    expectNoKey(KEY, flaw);
    if (text.length > 9) expect(flaw).not.toContain(text.trim());
  });

  test('no reason is shown to a key, in capitals too', () => {
    expect([KEY, KEY.toUpperCase()].map((key) => whyNotSendable(key))).toEqual([undefined, undefined]);
  });
});

describe('any form', () => {
  test.for(['null', 'sk-new-form.of/keys+1', `${KEY}${KEY}`, '"quoted"'])('%s can be sent', (text) => {
    expect(whyNotSendable(text, 'any')).toBeUndefined();
    expect(keyFlaw(text, 'any')).toBeUndefined();
  });

  test.for([
    ['', 'it is empty'],
    ['a b', 'character 2 is a space'],
    ['ak-\u2026f24c', 'character 4 is a non-ASCII character'],
    [`${KEY}\n`, 'character 52 is a line feed'],
    ['x'.repeat(5000), 'it has 5000 characters; no server accepts so long a header'],
  ] as const)('no header can carry %j', ([text, flaw]) => {
    expect(whyNotSendable(text, 'any')).toBe(flaw);
  });
});

test('a text of megabytes is judged in time', () => {
  const texts = [
    '{'.repeat(1e6),
    ' '.repeat(1e6),
    '"'.repeat(1e6),
    'ak-'.repeat(4e5),
    `[a]${'\n;'.repeat(5e5)}`,
    'a'.repeat(1e6),
  ];
  const start = performance.now();
  for (const text of texts) expect(whyNotSendable(text)).toBeDefined();
  expect(performance.now() - start).toBeLessThan(1000);
});
