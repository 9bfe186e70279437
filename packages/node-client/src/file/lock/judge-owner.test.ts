import { expect, test } from 'vitest';
import { judgeOwner, type ProcessFacts, type Verdict } from './judge-owner.js';
import { type LockRecord, parseRecord, recordText } from './lock-record.js';

const ME = { pid: 10, start: '500', boot: 'b1', pids: 'pid:[1]', host: 'office' };
const OWNER: LockRecord = { ...ME, id: '0123456789abcdef', pid: 77, start: '900' };
const RUNNING: Facts = { shown: { state: 'S', start: '900' }, signal: 'yes', allEnded: false };
/** As macOS knows itself: no /proc. */
const MAC = { pid: 10, start: '', boot: 't1', pids: '', host: 'mac' };
const UNSHOWN: Facts = { shown: undefined, signal: 'yes', allEnded: true };

/** The facts as values. */
interface Facts {
  readonly shown: ProcessFacts['shown'];
  readonly signal: ReturnType<ProcessFacts['signal']>;
  readonly allEnded: boolean;
}

type Row = readonly [
  title: string,
  verdict: Verdict,
  owner?: Partial<LockRecord>,
  facts?: Partial<Facts>,
  me?: typeof ME,
];

const ROWS: readonly Row[] = [
  ['a process that runs', 'alive'],
  ['no process of that number', 'dead', {}, { shown: undefined, signal: 'no' }],
  ['another process of that number', 'dead', {}, { shown: { state: 'S', start: '901' } }],
  ['a zombie', 'dead', {}, { shown: { state: 'Z', start: '900' }, allEnded: true }],
  ['a zombie with threads that still write', 'alive', {}, { shown: { state: 'Z', start: '900' } }],
  ['a stopped process', 'alive', {}, { shown: { state: 'T', start: '900' } }],
  ['a process of another user that /proc hides', 'alive', {}, { shown: undefined, signal: 'not allowed' }],
  [
    'another container with no such process here',
    'unknown',
    { pids: 'pid:[2]' },
    { shown: undefined, signal: 'no' },
  ],
  ['another container with that number here too', 'unknown', { pids: 'pid:[2]' }],
  ['an earlier run of this machine', 'unknown', { boot: 'b0' }, { shown: undefined, signal: 'no' }],
  [
    'another machine on a shared disk',
    'unknown',
    { boot: 'b9', host: 'lab' },
    { shown: undefined, signal: 'no' },
  ],
  [
    'another host name in the same namespace',
    'unknown',
    { host: 'pod-2' },
    { shown: undefined, signal: 'no' },
  ],
  ['a record without a run of the machine', 'unknown', { boot: '' }, { shown: undefined, signal: 'no' }],
  ['a process that is gone on macOS', 'dead', { ...MAC, pid: 77 }, { ...UNSHOWN, signal: 'no' }, MAC],
  [
    'a process that is gone, its start of the machine rounded otherwise',
    'dead',
    { ...MAC, boot: 't2', pid: 77 },
    { ...UNSHOWN, signal: 'no' },
    MAC,
  ],
  [
    'an earlier run of a machine without a boot id',
    'unknown',
    { ...MAC, boot: 't99', pid: 77 },
    { ...UNSHOWN, signal: 'no' },
    MAC,
  ],
  ['a number that is used on macOS, perhaps again', 'unknown', { ...MAC, pid: 77 }, UNSHOWN, MAC],
];

test.for(ROWS)('%s is %s', ([, verdict, owner = {}, facts = {}, me = ME]) => {
  const { shown, signal, allEnded } = { ...RUNNING, ...facts };
  const known = (): ProcessFacts => ({ shown, signal: () => signal, allEnded: () => allEnded });
  expect(judgeOwner({ ...OWNER, ...owner }, me, known)).toBe(verdict);
});

test('a record is read back, and nothing else is one', () => {
  const record = { ...OWNER, host: 'a|b/c d\u00e9' };
  expect(parseRecord(recordText(record))).toEqual(record);
  const others = [
    '',
    '/etc/passwd',
    'dlubal-kit-lock-1',
    'dlubal-kit-lock-2|0123456789abcdef|1',
    recordText(OWNER).slice(9),
  ];
  expect(others.map(parseRecord)).toEqual(others.map(() => undefined));
});
