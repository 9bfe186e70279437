import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  classifyError,
  diagnoseConfig,
  editConfig,
  explainResolution,
  fixConfig,
  isDlubalError,
  isFailureKind,
  parseConfig,
  parseSettings,
  redact,
  resolveKey,
} from '../src/index.js';

const KEY = madeKey();

/** What files, logs and errors are made of, the key among it. */
const piece = fc.oneof(
  fc.constantFrom(
    ...[
      KEY,
      KEY,
      `Bearer ${KEY}`,
      '[api_keys]',
      '[DEFAULT]',
      'default',
      'project_1',
      ' = ',
      '=',
      ':',
      '\n',
      '\n',
      '\r\n',
    ],
    ...[
      '%(project_1)s',
      '%',
      '#',
      ';',
      '"',
      "'",
      '{',
      '}',
      '[',
      ']',
      '\t',
      '  ',
      '\0',
      '\u202e',
      '\ufeff',
      '\\',
      '\x1b[',
    ],
    ...['key_name', 'url', 'port', 'tls', 'ca_file', 'budget', 'monthly_limit', '9000', 'true', 'https://'],
    ...[
      'UNAUTHENTICATED',
      '16 ',
      '14 UNAVAILABLE: ',
      'API key is invalid',
      'access has been restricted',
      'code',
      'details',
    ],
    ...[
      'ECONNREFUSED 127.0.0.1:9000',
      'certificate has expired',
      'HTTP 503',
      'grpc_status:14',
      'Error: ',
      '\n    at x (y:1:2)',
    ],
  ),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
const anyText = fc.array(piece, { maxLength: 40 }).map((parts) => parts.join(''));
const anyName = fc.oneof(fc.constantFrom('project_1', 'a b', 'é', '__proto__', 'default', ''), anyText);

/** What `work` gives or throws: an error of the kit, in which nothing shows the key. */
function outcome(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    if (!isDlubalError(error)) throw error;
    expectNoKey(KEY, error, error.failure);
    return error;
  }
}

test('an error of any form is classified as a kind, and shows no key', () => {
  const report = fc.record(
    {
      code: fc.oneof(fc.integer(), anyText),
      details: anyText,
      message: anyText,
      metadata: fc.anything(),
      cause: fc.anything(),
    },
    { requiredKeys: [] },
  );
  const thing = fc.oneof(
    anyText,
    report,
    report.map((fields) => Object.assign(new Error(fields.message), fields)),
    fc.anything(),
  );
  fc.assert(
    fc.property(thing, (error) => {
      const failure = classifyError(error as never);
      expect(isFailureKind(failure.kind)).toBe(true);
      expectNoKey(KEY, failure);
    }),
  );
});

test('a text of any form is read as config.ini, or refused with its line', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const config = parseConfig(text);
      if (!config.ok) {
        expect(config.error.line).toBeGreaterThan(0);
        expectNoKey(KEY, config.error, config.error.failure);
      }
      expectNoKey(KEY, diagnoseConfig(text));
      expect(fixConfig(fixConfig(text))).toBe(fixConfig(text));
    }),
  );
});

test('an edit is read back, or refused and nothing is lost', () => {
  fc.assert(
    fc.property(anyText, anyName, (text, name) => {
      const edited = outcome(() => editConfig(text, { set: { [name]: KEY } }));
      if (typeof edited !== 'string') return;
      const config = parseConfig(edited);
      const entries = config.ok ? [...(config.apiKeys ?? [])].map(([, entry]) => entry.value) : [];
      expect(entries).toContain(KEY);
    }),
  );
});

test('a text of any form is read as .dlubalrc, or refused without its values', () => {
  fc.assert(
    fc.property(anyText, fc.constantFrom('home', 'project'), (text, owner) => {
      const settings = parseSettings(text, { owner } as never);
      if (!settings.ok) expectNoKey(KEY, settings.error, settings.error.failure);
    }),
  );
});

test('a key is resolved from any texts, or none is and nothing shows it', () => {
  fc.assert(
    fc.property(anyText, anyText, fc.option(anyName, { nil: undefined }), (config, settings, name) => {
      const input = { config, settings, ...(name === undefined ? {} : { name }) } as never;
      const resolved = outcome(() => resolveKey(input));
      expectNoKey(
        KEY,
        resolved,
        outcome(() => explainResolution(input)),
      );
    }),
  );
});

test('redact leaves no key, and finds nothing more in what it gave', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(redact(text)).not.toContain(KEY);
      expect(redact(redact(text))).toBe(redact(text));
    }),
  );
});
