import { expect, test } from 'vitest';
import { isMountPoint, mountPoints } from './mount-point.js';

test.for([
  ['36 35 98:0 /mnt1 /mnt/parent rw,noatime master:1 - ext3 /dev/root rw\n', ['/mnt/parent']],
  [
    '1 2 0:1 / /mnt/a\\040b rw - tmpfs tmpfs rw\n3 2 0:1 / /c\\134d\\012 rw - tmpfs tmpfs rw',
    ['/mnt/a b', '/c\\d\n'],
  ],
  ['', []],
  ['not a mountinfo\n', []],
] as const)('%j has the places %j', ([text, places]) => {
  expect(mountPoints(text)).toEqual(places);
});

test('the root is one where there is a list, and a file that is not there is not', () => {
  expect(isMountPoint('/')).toBe(process.platform === 'linux');
  expect(isMountPoint('/nowhere/config.ini')).toBe(false);
});
