import { expect, test } from 'vitest';
import { filesBelow, textOf } from './project-files.js';

/**
 * The files that open others by themselves, and why. All else reads with `readCarefully`, which does not wait for a pipe
 * and takes no device and nothing without end; a person or a repository can put one anywhere.
 */
const READERS: Readonly<Record<string, string>> = {
  'packages/node-client/src/config/audit-log.ts':
    'appends only, without waiting, and asks whether it is a file',
  'packages/node-client/src/file/read-carefully.ts': 'the careful reader itself',
  'packages/node-client/src/file/atomic-write.ts': 'creates its own file, and flushes a folder',
  'packages/node-client/src/file/lock/lock-place.ts': 'creates its own file',
  'packages/node-client/src/file/lock/lock-record.ts': 'reads files of the system, in /proc',
  'packages/node-client/src/budget/ledger/open-ledger.ts': 'opens to append, with the same care',
  'packages/mock-server/src/proto-files/read-proto.ts':
    'the same care in a package that does not know node-client',
  'packages/mock-server/src/metering/spend-ledger.ts': 'a file that it made in a folder of its own',
  'packages/mock-server/src/metering/spend-notes.ts': 'appends to the file that the reporter made',
  'packages/cli/src/commands/doctor/access/read-access.ts': 'a file in a folder that it made',
  'packages/cli/src/commands/env/job-file.ts': 'appends to the file of a job',
  'packages/cli/src/edge/write-whole.ts': 'creates its own file',
};

/** Functions of node:fs that open a file, and wait where that is a pipe. */
const OPENING =
  /\b(?:readFile(?:Sync)?|openSync|open|createReadStream|openAsBlob|appendFile(?:Sync)?|createWriteStream|readv?)\b/;
const IMPORTS = /(?:import|const) \{([^}]*)\} (?:from|= await import\() ?'node:fs(?:\/promises)?'/g;

const sources = ['auth-core', 'node-client', 'mock-server', 'cli']
  .flatMap((name) => filesBelow(`packages/${name}/src`))
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'));

const opens = (path: string): boolean =>
  [...textOf(path).matchAll(IMPORTS)].some(([, names = '']) => OPENING.test(names));

test('files are read carefully, but for those that the list gives a reason for', () => {
  expect(sources.filter((path) => opens(path) && READERS[path] === undefined)).toEqual([]);
});

test('no row of the list is left over', () => {
  expect(Object.keys(READERS).filter((path) => !sources.includes(path) || !opens(path))).toEqual([]);
});

test('no source takes node:fs whole, past this rule', () => {
  expect(sources.filter((path) => /import \* as \w+ from 'node:fs|import fs/.test(textOf(path)))).toEqual([]);
});
