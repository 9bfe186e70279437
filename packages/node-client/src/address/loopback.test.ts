import { describe, expect, test } from 'vitest';
import { parseAddress } from './address.js';

const judged = (url: string): string => {
  try {
    return parseAddress(url).loopback ? 'this machine' : 'another machine';
  } catch {
    return 'refused';
  }
};

describe('loopback is localhost or a literal address of it, in any spelling', () => {
  test.each([
    'localhost',
    'LOCALHOST',
    'localhost.',
    'localhost:9000',
    '127.0.0.1',
    '127.0.0.1:9000',
    '127.9.9.9',
    '127.255.255.254',
    '::1',
    '[::1]',
    '[::1]:9000',
    '0:0:0:0:0:0:0:1',
    '0000:0000:0000:0000:0000:0000:0000:0001',
    '[0:0:0:0:0:0:0:1]:9000',
    '::0001',
    '::1%lo',
    '::ffff:127.0.0.1',
    '::FFFF:127.0.0.1',
    '::ffff:127.9.9.9',
    '::ffff:7f00:1',
    '[0:0:0:0:0:ffff:7f00:0001]:9000',
    'unix:/run/rfem.sock',
  ])('%s', (url) => {
    expect(judged(url)).toBe('this machine');
  });

  test.each([
    'rfem.localhost',
    'localhost.example',
    'localhost.localdomain',
    'xlocalhost',
    'localhost6',
    '127.0.0.1.example',
    '127-0-0-1.example',
    '128.0.0.1',
    '126.255.255.255',
    '::2',
    '::ffff:128.0.0.1',
    '::127.0.0.1',
    'fe80::1%lo',
    '2001:db8::1',
    '[2001:db8::7f00:1]:9000',
    '10.0.0.5',
  ])('%s is another machine', (url) => {
    expect(judged(url)).toBe('another machine');
  });

  // A resolver reads them as an address, each in its own way: what cannot be judged is not called.
  test.each([
    '2130706433',
    '127.1',
    '0177.0.0.1',
    '0x7f.0.0.1',
    '0x7f000001',
    '0X7F000001:9000',
    '127.0.0.01',
    '0x0',
    '0',
    'localhost..',
    '[localhost]',
    '[127.0.0.1]',
    'http://127.0.0.1',
  ])('%s is refused', (url) => {
    expect(judged(url)).toBe('refused');
  });
});
