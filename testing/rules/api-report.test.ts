import { join, relative } from 'node:path';
import type ts from 'typescript';
import { beforeAll, describe, expect, test } from 'vitest';
import { apiReport, undocumented, unexported } from './api-report.js';
import { root } from './project-files.js';
import { ENTRIES, readTypes } from './public-types.js';

const entries = ENTRIES.filter(({ condition }) => condition === 'import');
const folders = [...new Set(entries.map(({ folder }) => folder))];
let program: ts.Program;
beforeAll(() => {
  program = readTypes();
});

describe('the public API is what was agreed on', () => {
  // Written with `npx vitest run testing/rules/api-report -u`. A line that goes or changes breaks somebody's program.
  test.each(entries)('$name', async ({ folder, types }) => {
    const file = relative(join(root, folder, 'dist'), types).replace('.d.ts', '.api.ts.txt');
    await expect(apiReport(program, types)).toMatchFileSnapshot(join(root, folder, 'api', file));
  });
});

/** Of ts-proto and of Vitest. */
const OF_OTHERS = ['DeepPartial', 'expect'];

test.each(entries)('every export of $name says what it is', ({ types }) => {
  expect(undocumented(program, types).filter((name) => !OF_OTHERS.includes(name))).toEqual([]);
});

const words = (text: string): readonly string[] => text.split(' ');

/** Names in signatures that cannot be imported yet. A new one is exported instead. */
const NOT_YET: Readonly<Record<string, readonly string[]>> = {
  'packages/auth-core': words(
    'ANSWER BRAND CONNECTION EntryPlace ErrorClass GATEWAY LOCAL OwnFacts ROWS SYNTAX_RULES TLS',
  ),
  'packages/node-client': words(
    'KeyShown OwnCallCredentials OwnInterceptor TlsRootsReason BudgetKind Builtin ConfigFileErrorMore Environment FileStamp Interceptor KeyringCredential KeyringEntry Look Method MethodName Middleware Named READ_REASONS ROWS Rpc SettableMetadata WRITE_REASONS canRun',
  ),
  'packages/mock-server': words(
    'APPLICATIONS BilledRefusal CERTIFICATE_STATES ResetListener TestMaker CALL_OUTCOMES CallRecord DeepPartial ErrorStatus FileFault FileHandler FileKey FileMessage FileStory HandlerOf JestState KeyFaultRow KnownNames KnownServices MatcherResult MockKey MovableClock OutageOptions REPLY RfemDescription RpcMethod RpcTable Stage StatesOf Step WantedBill WantedCall WireHeaders',
  ),
};

test.each(folders)('what the signatures of %s name can be imported from it', (folder) => {
  expect(unexported(program, folder).filter((name) => !NOT_YET[folder]?.includes(name))).toEqual([]);
});
