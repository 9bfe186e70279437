import { expect, test } from 'vitest';
import { accessCheck } from './access-check.js';
import { type Stranger, strangersIn } from './access-list.js';

const ME = 'S-1-5-21-111-222-333-1001';
const COLLEAGUE = 'S-1-5-21-111-222-333-1002';
const OWN = `(A;ID;FA;;;SY)(A;ID;FA;;;BA)(A;ID;FA;;;${ME})`;

const users = { sid: 'S-1-5-32-545', name: 'Users' };
const everyone = { sid: 'S-1-1-0', name: 'Everyone' };

test.each<[string, string, readonly Stranger[] | undefined]>([
  ['a file in the profile', `D:AI${OWN}`, []],
  ['a file below C:\\', `D:AI(A;ID;0x1200a9;;;BU)${OWN}`, [{ ...users, may: 'read', inherited: true }]],
  ['rights in letters', 'D:(A;;FR;;;BU)', [{ ...users, may: 'read', inherited: false }]],
  ['a group by its SID', 'D:(A;;FR;;;S-1-5-32-545)', [{ ...users, may: 'read', inherited: false }]],
  ['full control', 'D:PAI(A;;FA;;;WD)', [{ ...everyone, may: 'change', inherited: false }]],
  ['generic rights', 'D:(A;;GR;;;WD)', [{ ...everyone, may: 'read', inherited: false }]],
  ['all generic rights', 'D:(A;;GA;;;WD)', [{ ...everyone, may: 'change', inherited: false }]],
  ['the right to change the list', 'D:(A;;RCWD;;;WD)', [{ ...everyone, may: 'change', inherited: false }]],
  [
    'a colleague',
    `D:(A;;0x1301bf;;;${COLLEAGUE})`,
    [{ sid: COLLEAGUE, name: COLLEAGUE, may: 'change', inherited: false }],
  ],
  ['a condition', 'D:(XA;;FR;;;WD;(@User.clearance > 5))', [{ ...everyone, may: 'read', inherited: false }]],
  [
    'no list, which lets everyone in',
    'D:NO_ACCESS_CONTROL',
    [{ ...everyone, may: 'change', inherited: false }],
  ],
  ['an empty list, which lets nobody in', 'D:P', []],
  ['attributes alone', 'D:(A;;0x100080;;;WD)(A;;RC;;;AU)', []],
  ['a refusal', 'D:(D;;FA;;;WD)', []],
  ['what is for the files below only', 'D:(A;OICIIO;GA;;;WD)(A;OICIIO;FA;;;CO)', []],
  ['administrators of the domain', 'D:(A;;FA;;;DA)(A;;FA;;;S-1-5-21-9-9-9-512)(A;;FA;;;LA)', []],
  ['another text', 'Access is denied.', undefined],
  ['nothing', '', undefined],
])('of %s', (_title, list, strangers) => {
  expect(strangersIn(`config.ini\r\n${list}\r\n`, ME)).toEqual(strangers);
});

const at = (list: string, ownFolder: boolean) =>
  accessCheck({
    path: ownFolder ? 'D:\\p\\Dlubal\\api\\config.ini' : 'C:\\cfg\\my keys.ini',
    ownFolder,
    access: { me: ME, strangers: strangersIn(list, ME) ?? [] },
  });

test('a file that nobody else can read is fine', () => {
  expect(at(`D:AI${OWN}`, true)).toEqual({
    state: 'ok',
    message: 'only you, the system and administrators can read the file',
  });
});

test("rights that come from the clients' own folder are taken away there", () => {
  expect(at('D:AI(A;ID;0x1200a9;;;BU)(A;ID;0x1301bf;;;AU)', true)).toEqual({
    state: 'warning',
    message:
      'Authenticated Users can read and change the keys; Users can read the keys. To keep them out, run:',
    more: [
      `icacls "D:\\p\\Dlubal\\api" /inheritance:r /grant:r "*${ME}:(OI)(CI)F" /remove:g "*S-1-5-32-545" "*S-1-5-11"`,
      'icacls "D:\\p\\Dlubal\\api\\config.ini" /reset',
    ],
  });
});

test('another folder, and what else is in it, keeps its rights', () => {
  const { message, more } = at('D:AI(A;ID;0x1200a9;;;BU)', false);
  expect(message).toContain('Users can read the keys. Every edit writes the file again');
  expect(more).toEqual([
    `icacls "C:\\cfg\\my keys.ini" /inheritance:r /grant:r "*${ME}:F" /remove:g "*S-1-5-32-545"`,
  ]);
});
