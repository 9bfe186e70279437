import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { notOnWindows, onWindows, skipOnWindows } from '@dlubal-kit/testing/skip-on-windows';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { tempFolder } from '../../../test/temp-folder.js';
import { LedgerStore } from './ledger-store.js';

const november = new Date('2026-11-15T12:00:00Z');
const limit = 3_000;
let folder: string;
let stores: LedgerStore[];

beforeEach(() => {
  folder = join(tempFolder(), 'api');
  stores = [];
});
afterEach(() => {
  for (const store of stores) store.end();
});

function store(pool = 'acme'): LedgerStore {
  const made = new LedgerStore(folder, pool);
  stores.push(made);
  return made;
}

const lease = (size: number, of = limit) => ({ kind: 'lease', needed: 1, size, limit: of }) as const;
const FILE = 'budget-acme-2026-11.ledger';

test('processes that share a folder share a count', () => {
  const [a, b] = [store(), store()];
  expect(a.change(november, lease(64)).granted).toBe(46);
  expect(b.change(november, lease(64))).toEqual({
    granted: 46,
    usage: { used: 92, limit, closed: false },
  });
  b.change(november, { kind: 'count', units: -40, limit });
  expect(a.change(november, { kind: 'look' }).usage.used).toBe(52);
});

test('of a limit every unit is granted, none twice, and a refusal leaves no record', () => {
  const takers = [store(), store(), store()];
  let granted = 0;
  for (let turn = 0; turn < 200; turn += 1) {
    granted += takers[turn % 3]?.change(november, lease(64, 100)).granted ?? 0;
  }
  expect(granted).toBe(100);
  expect(statSync(join(folder, FILE)).size).toBe(100 * 16);
});

test('a lease of which others took a part meanwhile is cut by all readers alike', () => {
  const [a, b] = [store(), store()];
  const file = a.fileOf(november);
  b.change(november, { kind: 'count', units: 2_995, limit });
  // What a reader that looked before would write.
  expect(file.append({ kind: 'lease', amount: 46, limit })).toBe(5);
  expect(b.change(november, lease(1))).toEqual({ granted: 0, usage: { used: 3_000, limit, closed: false } });
});

test('a closed pool grants nothing until it is reopened, on the whole machine', () => {
  const [a, b] = [store(), store()];
  a.change(november, { kind: 'close' });
  expect(b.change(november, lease(1))).toMatchObject({ granted: 0, usage: { closed: true } });
  b.change(november, { kind: 'reopen' });
  expect(a.change(november, lease(1)).granted).toBe(1);
});

test('a new month and another pool begin at zero', () => {
  const one = store();
  one.change(november, { kind: 'set-used', used: 3_000 });
  one.change(november, { kind: 'close' });
  expect(one.change(new Date('2026-12-01T00:00:00Z'), lease(1))).toMatchObject({
    granted: 1,
    usage: { used: 1 },
  });
  expect(store('other').change(november, lease(1)).granted).toBe(1);
});

test('a pool that is only looked at gets no file', () => {
  mkdirSync(folder, { recursive: true });
  expect(store().change(november, { kind: 'look' }).usage.used).toBe(0);
  expect(readdirSync(folder)).toEqual([]);
});

test('ledgers from before the last month go, those of other pools stay', () => {
  const months = ['2026-08', '2026-09', '2026-10', '2026-11'].map(
    (month) => new Date(`${month}-05T00:00:00Z`),
  );
  const other = store('other');
  other.change(new Date('2026-08-05T00:00:00Z'), lease(1));
  const one = store();
  for (const month of months) one.change(month, lease(1));
  expect(readdirSync(folder).sort()).toEqual([
    'budget-acme-2026-10.ledger',
    'budget-acme-2026-11.ledger',
    'budget-other-2026-08.ledger',
  ]);
});

test('a file that somebody removes is begun anew by everybody', (context) => {
  skipOnWindows(context, 'no file that is open can be removed');
  const [a, b] = [store(), store()];
  a.change(november, lease(1));
  b.change(november, lease(1));
  rmSync(join(folder, FILE));
  expect(a.change(november, lease(1)).usage.used).toBe(1);
  expect(b.change(november, lease(1)).usage.used).toBe(2);
});

test('a record that a power loss cut is passed over', () => {
  const one = store();
  one.change(november, lease(1));
  appendFileSync(join(folder, FILE), Buffer.alloc(7, 1));
  expect(one.change(november, lease(1))).toMatchObject({ granted: 1, usage: { used: 2 } });
  expect(store().change(november, { kind: 'look' }).usage.used).toBe(2);
});

test.skipIf(onWindows)(
  notOnWindows('only its owner can read it, also when it was made otherwise', 'no file modes'),
  () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, FILE), '');
    chmodSync(join(folder, FILE), 0o666);
    store().change(november, lease(1));
    expect(statSync(join(folder, FILE)).mode & 0o777).toBe(0o600);
  },
);

test.for<[string, string, (path: string) => void]>([
  ['a link', 'symbolic link', (path: string) => symlinkSync('/etc/hostname', path)],
  ['a link to nothing', 'symbolic link', (path: string) => symlinkSync(`${path}-x`, path)],
  ['a folder', 'folder', (path: string) => mkdirSync(path)],
])('%s in its place is refused', ([_, why, make], context) => {
  skipOnWindows(context, 'links need a privilege, and a folder is reported as EPERM');
  mkdirSync(folder, { recursive: true });
  make(join(folder, FILE));
  expect(() => store().change(november, lease(1))).toThrow(why);
});
