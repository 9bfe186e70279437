import { expect, test } from 'vitest';
import type { Look } from './look-at-file.js';
import { isSettled, type Purpose } from './second-look.js';

const NOW = 1_700_000_000_000;
const WHOLE = '[api_keys]\na = b\n';

function seen(
  text: string,
  ageMs: number,
  more: { raced?: boolean; placed?: boolean; size?: number } = {},
): Look {
  const mtimeMs = NOW - ageMs;
  const stamp = {
    ino: 1,
    size: more.size ?? text.length,
    mtimeMs,
    ctimeMs: mtimeMs,
  };
  return {
    kind: 'seen',
    stamp,
    raced: more.raced ?? false,
    placed: more.placed ?? false,
    content: { ok: true, text },
  };
}

const ROWS: readonly [string, Look, Purpose, number, boolean][] = [
  ['no file is believed', { kind: 'absent' }, 'edit', 0, true],
  ['a file put in place by renaming is believed', seen('', 0, { placed: true }), 'edit', 0, true],
  ['an old file is believed', seen(WHOLE, 60_000), 'edit', 0, true],
  ['a short whole file is believed for reading', seen(WHOLE, 1), 'read', 0, true],
  ['a short whole file just written is looked at again for an edit', seen(WHOLE, 1), 'edit', 0, false],
  [
    'a long file just written is looked at again for reading',
    seen(WHOLE, 1, { size: 8192 }),
    'read',
    0,
    false,
  ],
  ['an empty file is looked at again', seen('', 1), 'read', 0, false],
  ['a file cut inside a line is looked at again', seen('[api_keys]\na = ak-12', 400), 'read', 0, false],
  ['a cut file is watched longer for an edit', seen('[api_keys]\na', 600), 'edit', 600, false],
  ['a cut file that stays so is believed', seen('[api_keys]\na', 5), 'edit', 2000, true],
  [
    'a file that changed while it was read is never believed',
    seen(WHOLE, 60_000, { raced: true }),
    'read',
    9000,
    false,
  ],
  ['a clock set back does not stop reading', seen('', -3_600_000), 'read', 500, true],
  ['a clock set back does not hurry an edit', seen('', -3_600_000), 'edit', 500, false],
];

test.each(ROWS)('%s', (_title, look, purpose, unchangedMs, settled) => {
  expect(isSettled(look, { purpose, now: NOW, unchangedMs })).toBe(settled);
});
