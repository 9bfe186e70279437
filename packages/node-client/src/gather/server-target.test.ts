import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve, sep } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { tempFolder } from '../../test/temp-folder.js';
import { gather } from './gather.js';
import type { GatherOptions } from './gather-options.js';
import { sourceWords } from './value-source.js';

/** Paths as the folder says them that they are given in: on Windows, on that folder's drive. */
const [HOME_PEM, ENV_PEM, MINE_PEM] = ['/home.pem', '/env.pem', '/mine.pem'].map((path) =>
  resolve(tmpdir(), path),
);

let home = '';
let project = '';
beforeEach(() => {
  home = tempFolder();
  project = join(home, 'project');
  mkdirSync(project);
});

const write = (text: string, folder = home): void => {
  const path = join(folder, '.dlubalrc');
  writeFileSync(path, text);
  chmodSync(path, 0o600);
};
const target = (more: GatherOptions = {}) => gather({ home, cwd: project, env: {}, ...more }).server();

/** What a target says, each value with the words of its source. */
function said(more: GatherOptions = {}): Record<string, string> {
  const { address, url, port, tls, caFile, deadlineMs } = target(more);
  const values = { url, port, tls, caFile, deadlineMs };
  const words = Object.entries(values).map(([name, sourced]) => [
    name,
    sourced === undefined
      ? '-'
      : `${String(sourced.value)} (${sourceWords(sourced.source).replaceAll(home, '~').replaceAll(sep, '/')})`,
  ]);
  return { address: address.text, ...Object.fromEntries(words) };
}

test('without any word the server is this machine, in plaintext', () => {
  expect(said()).toEqual({
    address: '127.0.0.1:9000',
    url: '127.0.0.1 (default)',
    port: '9000 (default)',
    tls: 'false (default)',
    caFile: '-',
    deadlineMs: '-',
  });
});

describe('each value comes from the first place that says it, and knows which', () => {
  const HOME = 'url = home.example\nport = 9100\ntls = true\nca_file = home.pem\ndeadline_ms = 5000\n';
  const ENV = {
    DLUBAL_API_URL: 'env.example:9200',
    DLUBAL_API_TLS: '1',
    DLUBAL_API_CA_FILE: '/env.pem',
  };

  test('the home file', () => {
    write(HOME);
    expect(said()).toEqual({
      address: 'home.example:9100',
      url: 'home.example (url in ~/.dlubalrc, line 1)',
      port: '9100 (port in ~/.dlubalrc, line 2)',
      tls: 'true (tls in ~/.dlubalrc, line 3)',
      caFile: `${join(home, 'home.pem')} (ca_file in ~/.dlubalrc, line 4)`,
      deadlineMs: '5000 (deadline_ms in ~/.dlubalrc, line 5)',
    });
  });

  test('the environment before it', () => {
    write(HOME);
    expect(said({ env: ENV })).toMatchObject({
      address: 'env.example:9200',
      url: 'env.example:9200 (DLUBAL_API_URL)',
      tls: 'true (DLUBAL_API_TLS)',
      caFile: `${ENV_PEM} (DLUBAL_API_CA_FILE)`,
      deadlineMs: '5000 (deadline_ms in ~/.dlubalrc, line 5)',
    });
  });

  test('an option before all', () => {
    write(HOME);
    const options = { url: '10.0.0.5', tls: false, deadlineMs: 7, env: ENV };
    expect(said(options)).toMatchObject({
      address: '10.0.0.5:9000',
      url: '10.0.0.5 (url)',
      port: '9000 (default)',
      tls: 'false (tls)',
      caFile: '-',
      deadlineMs: '7 (deadlineMs)',
    });
    expect(said({ ...options, optionNames: 'flag' })).toMatchObject({
      url: '10.0.0.5 (--url)',
      tls: 'false (--no-tls)',
      deadlineMs: '7 (--deadline)',
    });
  });

  test('the time limit of the project before that of the home folder', () => {
    write(HOME);
    write('key_name = bridge\ndeadline_ms = 900\n', project);
    expect(said()).toMatchObject({
      address: 'home.example:9100',
      deadlineMs: '900 (deadline_ms in ~/project/.dlubalrc, line 2)',
    });
  });
});

describe('port', () => {
  test.each<[string, GatherOptions, string | undefined, string]>([
    [
      'of the home file is not put to a url from code',
      { url: 'a.example' },
      'url = b\nport = 1\n',
      'a.example:9000',
    ],
    [
      'of the home file is not put to a url from the environment',
      { env: { DLUBAL_API_URL: 'a.example' } },
      'url = b\nport = 1\n',
      'a.example:9000',
    ],
    [
      'as an option replaces the one inside DLUBAL_API_URL',
      { port: 7, env: { DLUBAL_API_URL: 'a.example:8' } },
      undefined,
      'a.example:7',
    ],
    ['as an option replaces that of the home file', { port: 7 }, 'url = b:8\n', 'b:7'],
    ['of the home file alone is put to the default host', {}, 'port = 9100\n', '127.0.0.1:9100'],
    ['of an IPv6 address is kept', { env: { DLUBAL_API_URL: '[::1]:8' } }, undefined, '[::1]:8'],
  ])('%s', (_, options, text, address) => {
    if (text !== undefined) write(text);
    expect(said(options).address).toBe(address);
  });
});

describe('TLS', () => {
  test.each<[string, GatherOptions, string, unknown]>([
    ['roots in the home file mean TLS', {}, 'ca_file = /home.pem\n', { caFile: HOME_PEM }],
    ['unless the file says otherwise', {}, 'ca_file = /home.pem\ntls = false\n', false],
    [
      'tls: true trusts the roots of the home file',
      { tls: true },
      'ca_file = /home.pem\n',
      { caFile: HOME_PEM },
    ],
    [
      'and does so whatever the home file says of TLS',
      { tls: true },
      'ca_file = /home.pem\ntls = false\n',
      { caFile: HOME_PEM },
    ],
    ['tls: false wins over roots', { tls: false }, 'ca_file = /home.pem\n', false],
    ['DLUBAL_API_TLS=0 wins over the home file', { env: { DLUBAL_API_TLS: '0' } }, 'tls = true\n', false],
    ['an empty variable says nothing', { env: { DLUBAL_API_TLS: '' } }, 'tls = true\n', true],
    [
      'DLUBAL_API_CA_FILE means TLS',
      { env: { DLUBAL_API_CA_FILE: '/env.pem' } },
      'tls = false\n',
      { caFile: ENV_PEM },
    ],
    ['roots as an option are the only ones', { tls: { ca: 'PEM' } }, 'ca_file = /home.pem\n', { ca: 'PEM' }],
    [
      'a file as an option wins over the variable',
      { tls: { caFile: '/mine.pem' }, env: { DLUBAL_API_CA_FILE: '/env.pem' } },
      '',
      { caFile: MINE_PEM },
    ],
  ])('%s', (_, options, text, security) => {
    write(text);
    expect(target(options).security).toEqual(security);
  });
});

test.each(['yes', '2', 'tls'])('DLUBAL_API_TLS=%s is refused by name', (value) => {
  expect(() => target({ env: { DLUBAL_API_TLS: value } })).toThrow(/DLUBAL_API_TLS: .*Set it to 1/);
});

test('an address that cannot be used says where it came from', () => {
  expect(() => target({ env: { DLUBAL_API_URL: 'https://a.example' } })).toThrow(
    /DLUBAL_API_URL: The address "https:\/\/a.example" has the scheme/,
  );
  write('url = http://b.example\n');
  expect(() => target()).toThrow(/url in .*\.dlubalrc, line 1: The address/);
});

test('the home file is read only if something is left open', () => {
  write('tls = perhaps\n');
  expect(() => target({ url: '127.0.0.1' })).toThrow(/line 1, tls/);
  expect(target({ url: '127.0.0.1', tls: false, deadlineMs: 10 }).address.text).toBe('127.0.0.1:9000');
});
