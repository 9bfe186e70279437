import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { describe, expect, test } from 'vitest';
import { REFUSALS } from '../failure/tables/refusals.js';
import { classifyError } from './classify-error.js';

const RESTRICTED = REFUSALS['access-restricted'].details;
const STEP = '2026-11-24 10:11:12 compiling module 17, 12 files, done in 97 ms\n';
const long = (text: string): string => STEP.repeat(400) + text + STEP.repeat(400);

const SEVERAL = [
  [
    'the first of two',
    'Error: 13 INTERNAL: Received RST_STREAM with code 2\nError: 14 UNAVAILABLE: connect ECONNREFUSED 127.0.0.1:9000\n',
    'protocol-error',
  ],
  [
    'a refusal, though something else failed before',
    `Error: 14 UNAVAILABLE: connect ECONNREFUSED 127.0.0.1:9000\nError: 16 UNAUTHENTICATED: ${RESTRICTED}\n`,
    'access-restricted',
  ],
  [
    'a sentence of a refusal, though something else failed before',
    `Error: 14 UNAVAILABLE: read ECONNRESET\nRuntimeError: ${RESTRICTED}\n`,
    'access-restricted',
  ],
  [
    'what was not tried again',
    'WARN attempt 1: Error: 14 UNAVAILABLE: connect ECONNREFUSED 127.0.0.1:9000\nError: 5 NOT_FOUND: no such model\n',
    'not-found',
  ],
  [
    'what was tried again, where nothing else failed',
    'WARN attempt 1: Error: 14 UNAVAILABLE: connect ECONNREFUSED 127.0.0.1:9000\n',
    'server-unreachable',
  ],
  [
    'a status rather than a name in passing',
    'handling unauthenticated users\nError: 5 NOT_FOUND: no such model\n',
    'not-found',
  ],
  [
    'a status rather than a warning about another connection',
    'INFO postgres: connect ECONNREFUSED 10.0.0.1:5432\nError: 5 NOT_FOUND: no such model\n',
    'not-found',
  ],
] as const;

test.for(SEVERAL)('of several failures in a log: %s', ([, log, kind]) => {
  expect(classifyError(log).kind).toBe(kind);
  expect(classifyError(long(log)).kind).toBe(kind);
});

const TOOLS = [
  [
    'pytest',
    `=================================== FAILURES ===================================
______________________________ test_calculate ______________________________
tests/test_model.py:12: in test_calculate
    app = Application(api_key_name="project_1")
E   grpc._channel._InactiveRpcError: <_InactiveRpcError of RPC that terminated with:
E   \tstatus = StatusCode.UNAUTHENTICATED
E   \tdetails = "${RESTRICTED}"
E   \tdebug_error_string = "UNKNOWN:Error received from peer ipv4:127.0.0.1:9000 {grpc_status:16}"
E   >
=========================== short test summary info ============================
FAILED tests/test_model.py::test_calculate - grpc._channel._InactiveRpcError
`,
  ],
  [
    'dotnet test',
    `  Failed Model.Tests.Calculates [1 s]
  Error Message:
   Grpc.Core.RpcException : Status(StatusCode="Unauthenticated", Detail="${RESTRICTED}")
  Stack Trace:
     at Model.Tests.Calculates() in /src/Tests.cs:line 12
`,
  ],
  [
    'go test',
    `--- FAIL: TestCalculate (0.02s)\n    model_test.go:12: rpc error: code = Unauthenticated desc = ${RESTRICTED}\nFAIL\n`,
  ],
  [
    'Maven',
    `[ERROR] Tests run: 1, Failures: 0, Errors: 1
[ERROR] ModelTest.calculates:12 » StatusRuntime UNAUTHENTICATED: ${RESTRICTED}
`,
  ],
  [
    'the JUnit of Gradle',
    `ModelTest > calculates() FAILED\n    io.grpc.StatusRuntimeException: UNAUTHENTICATED: ${RESTRICTED}\n        at app//ModelTest.java:12\n`,
  ],
  [
    'Vitest',
    ` FAIL  src/model.test.ts > calculates\nError: 16 UNAUTHENTICATED: ${RESTRICTED}\n ❯ src/model.test.ts:12:3\n`,
  ],
  ['TAP', `not ok 1 - calculates\n  ---\n  error: '16 UNAUTHENTICATED: ${RESTRICTED}'\n  ...\n`],
] as const;

test.for(TOOLS)('a refusal is found in what %s prints', ([, log]) => {
  expect(classifyError(log)).toMatchObject({ kind: 'access-restricted', billed: 'yes' });
  expect(classifyError(long(log))).toMatchObject({ kind: 'access-restricted', serverMessage: RESTRICTED });
});

test('an error object keeps its words in a log that has a code on each line', () => {
  const codes = '{"code":5,"message":"done"}\n'.repeat(2_000) + STEP.repeat(40);
  const failure = "Error\n  code: 9,\n  details: 'the model has no mesh',\n";
  for (const log of [codes + failure, codes + failure + codes])
    expect(classifyError(log)).toMatchObject({ status: 9, serverMessage: 'the model has no mesh' });
});

test('the name of a container says nothing about the API', () => {
  const line = 'api_1  | Error: 8 RESOURCE_EXHAUSTED: memory limit exceeded\n';
  for (const log of [line, line + line, `${STEP.repeat(100)}${line}${line}`])
    expect(classifyError(log).kind).not.toBe('access-restricted');
});

const MENTIONS = [
  'If the API key is invalid, copy it again.',
  'The docs say that "API key is invalid or in incorrect format" means that the key is wrong.',
  '# API key is invalid or in incorrect format: copy it again',
  '// throws when the API key is invalid',
  "    raise RuntimeError('gRPC Error: UNAUTHENTICATED - API key is invalid')",
  '  ✓ says that the API key is invalid (3 ms)',
  'ok 4 - an invalid API key is refused',
  "it('an invalid API key is refused', async () => {",
  'test_invalid_api_key.py::test_api_key_is_invalid PASSED',
  'Check whether your API key is invalid.',
  'make sure that the API key is not expired',
  `See the documentation: ${RESTRICTED}`,
  'Changelog: fixed the message for API access has been restricted',
  `When the server answers "${RESTRICTED}", wait for the next month.`,
  "expect(error.message).toContain('16 UNAUTHENTICATED: API key is invalid')",
  'An expired API key leads to exit code 4.',
];

test.for(MENTIONS)('a refusal is not concluded from a mention: %s', (text) => {
  for (const log of [text, long(`${text}\n`)]) {
    expect(Object.keys(REFUSALS)).not.toContain(classifyError(log).kind);
  }
});

const REPORTS = [
  `2026-11-24 INFO job ended: ${RESTRICTED}`,
  `When calling get_model_list: ${RESTRICTED}`,
  `Could not connect: ${RESTRICTED}`,
  `# Error: 16 UNAUTHENTICATED: ${RESTRICTED}`,
  `#12 3.456 Error: 16 UNAUTHENTICATED: ${RESTRICTED}`,
  `docs build failed: Error: 16 UNAUTHENTICATED: ${RESTRICTED}`,
  `FAILED tests/test_api_key.py::test_calculate - RuntimeError: ${RESTRICTED}`,
];

test.for(REPORTS)('a refusal is not missed for what is around it: %s', (text) => {
  for (const log of [text, long(`${text}\n`)]) expect(classifyError(log).kind).toBe('access-restricted');
});

describe('the words that are shown', () => {
  test('are those of the failure and not of the log', () => {
    const log = long('Error: 14 UNAVAILABLE: read ECONNRESET\n    at call.js:32:19\n');
    expect(classifyError(log).transportMessage).toBe('read ECONNRESET');
  });

  test('hold no key, wherever in the log it is', () => {
    const key = madeKey();
    for (const line of [
      `api_key = ${key}`,
      `Error: 14 UNAVAILABLE: key ${key}`,
      `Error: 16 UNAUTHENTICATED: API key ${key} is invalid`,
    ]) {
      expectNoKey(key, classifyError(long(`${line}\nError: 13 INTERNAL: Bearer ${key}\n`)));
    }
  });
});

/** CPU time in milliseconds: other programs on the machine do not count. */
function cpuOf(run: () => unknown): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

test.for([
  ['ordinary lines', '2026-11-24T10:11:12Z   compiling module 17 of the project, 12 files\n'],
  ['lines of a web server', '10.0.0.1 - - "GET /api/v1/models HTTP/1.1" 200 connection message 12\n'],
  ['failures', 'Error: 14 UNAVAILABLE: read ECONNRESET at 10.0.0.1:9000 code: 14, details: x\n'],
  ['one line without an end', '{"code":5,"message":"connection"},'],
  ['lines of JSON', '{"code":5,"message":"connection"}\n'],
  ['quotes without an end', 'status = StatusCode.UNKNOWN details = "'],
] as const)('the time grows in proportion to the length: %s', ([, line]) => {
  const log = (length: number): string => line.repeat(Math.ceil(length / line.length));
  const [small, large] = [log(400_000), log(3_200_000)];
  classifyError(small);
  const time = cpuOf(() => classifyError(small));
  // The processor's clock of Windows goes in steps of 16 ms.
  expect(cpuOf(() => classifyError(large))).toBeLessThan(8 * time * 2.5 + 100);
});
