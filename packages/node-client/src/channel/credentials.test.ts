import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { certificateAuthority } from '@dlubal-kit/testing/certificates';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRoots } from './credentials.js';
import { loadRoots } from './load-roots.js';
import { TlsRootsError } from './tls-roots-error.js';

let root = '';
let folder = '';
beforeAll(async () => {
  root = certificateAuthority().root;
  folder = await mkdtemp(join(tmpdir(), 'roots-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('readRoots', () => {
  it('certificates among other text are kept, the rest is left out', () => {
    expect(
      readRoots(`subject=Office\n${root}\ntail\n${root}`, 'it').match(/BEGIN CERTIFICATE/g),
    ).toHaveLength(2);
  });

  it.for([
    ['', 'holds no certificate in PEM form'],
    ['\x30\x82\x01', 'holds no certificate in PEM form'],
    ['-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----', 'holds a private key'],
    ['-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----', 'Certificate 1 of'],
  ] as const)('%j is refused', ([pem, problem]) => {
    expect(() => readRoots(pem, 'office.pem')).toThrow(problem);
    expect(() => readRoots(pem, 'office.pem')).toThrow(TlsRootsError);
  });

  it('a damaged certificate is told by its number', () => {
    const damaged = root.replace(/\n.{20}/, `\n${'A'.repeat(20)}`);
    expect(() => readRoots(`${root}\n${damaged}`, 'office.pem')).toThrow(
      'Certificate 2 of office.pem cannot be read',
    );
  });
});

describe('loadRoots', () => {
  it('a file and a text give the same roots', async () => {
    const caFile = join(folder, 'root.pem');
    await writeFile(caFile, root);
    expect(await loadRoots({ caFile })).toBe(await loadRoots({ ca: Buffer.from(root) }));
  });

  it('a file that is missing is told with its path, before TLS is tried', async () => {
    const caFile = join(folder, 'nowhere.pem');
    const error = await loadRoots({ caFile }).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(TlsRootsError);
    expect(error.message).toBe(
      `[tls] The root certificates in ${caFile} cannot be read: there is no such file. Give the path of a .crt or .pem file that this user may read.`,
    );
    expect(error.failure).toMatchObject({
      kind: 'tls',
      reason: 'roots-unreadable',
      exitCode: 7,
      billed: 'no',
    });
  });

  it('a folder instead of a file is reported', async () => {
    await expect(loadRoots({ caFile: folder })).rejects.toThrow('it is a folder');
  });
});
