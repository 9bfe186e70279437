import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { networkDisk } from './network-disk.js';

test('the numbers are those of Linux, also where they come as negative ones', () => {
  expect(networkDisk('/home', 'linux', () => 0x6969)).toBe('NFS');
  expect(networkDisk('/home', 'linux', () => 0xff534d42 | 0)).toBe('SMB');
  expect(networkDisk('/home', 'linux', () => 0xef53)).toBeUndefined();
});

test('a folder that is not there yet will be on the disk of the one that has it', () => {
  const typeOf = (folder: string): number => {
    if (folder !== '/home/ada') throw new Error('ENOENT');
    return 0x6969;
  };
  expect(networkDisk('/home/ada/.config/Dlubal/api', 'linux', typeOf)).toBe('NFS');
});

test('what the system does not say is not known', () => {
  expect(networkDisk(tmpdir())).toBeUndefined();
  expect(networkDisk('/nowhere/at/all')).toBeUndefined();
  expect(networkDisk('/home', 'darwin', () => 0x6969)).toBeUndefined();
});
