import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { tempFolder } from '../../test/temp-folder.js';
import { proxyFor } from '../address/proxy.js';
import { checkPlaintext } from './check-plaintext.js';
import { gather } from './gather.js';
import type { GatherOptions } from './gather-options.js';

let hosts = 0;
/** A host that no test has named before: each is warned of once. */
const newHost = (): string => `rfem-${++hosts}.example`;

function judged(options: GatherOptions, settings = ''): string | undefined {
  const home = tempFolder();
  writeFileSync(join(home, '.dlubalrc'), settings, { mode: 0o600 });
  const gathered = gather({ cwd: home, home, env: {}, ...options });
  return checkPlaintext(gathered.server(), proxyFor(gathered.server().address, gathered));
}

describe('plaintext to another machine is refused unless somebody asked for it', () => {
  test.each<[string, GatherOptions, string]>([
    ['an option', { url: 'rfem.example' }, ''],
    ['a name below localhost', { url: 'rfem.localhost' }, ''],
    ['DLUBAL_API_URL', { env: { DLUBAL_API_URL: '10.0.0.5:9100' } }, ''],
    ['the home file', {}, 'url = 10.0.0.5\n'],
    ['an empty DLUBAL_API_TLS', { url: '10.0.0.5', env: { DLUBAL_API_TLS: '' } }, ''],
  ])('refused: %s', (_, options, settings) => {
    expect(() => judged(options, settings)).toThrow(
      expect.objectContaining({
        kind: 'plaintext-refused',
        failure: expect.objectContaining({ billed: 'no', origin: 'local' }),
      }),
    );
  });

  test('the refusal says where the address came from, and how to go on', () => {
    const env = { DLUBAL_API_URL: '10.0.0.5:9100' };
    expect(() => judged({ env })).toThrow(
      /unencrypted to 10\.0\.0\.5:9100 \(address: DLUBAL_API_URL\).*tls: false, --no-tls, DLUBAL_API_TLS=0, or tls = false in ~/s,
    );
  });

  test.each<[string, GatherOptions, string, RegExp]>([
    ['tls: false', { tls: false }, '', /as tls says/],
    ['--no-tls', { tls: false, optionNames: 'flag' }, '', /as --no-tls says/],
    ['DLUBAL_API_TLS=0', { env: { DLUBAL_API_TLS: '0' } }, '', /as DLUBAL_API_TLS says/],
    ['DLUBAL_API_TLS=false', { env: { DLUBAL_API_TLS: 'false' } }, '', /as DLUBAL_API_TLS says/],
    ['~/.dlubalrc', {}, 'tls = false\n', /as tls in .*\.dlubalrc, line 1 says/],
  ])('asked for by %s: one warning for each host', (_, options, settings, says) => {
    const url = newHost();
    expect(judged({ url, ...options }, settings)).toMatch(says);
    expect(judged({ url, ...options }, settings)).toBeUndefined();
    expect(judged({ url: newHost(), ...options }, settings)).toContain(`rfem-${hosts}.example:9000`);
  });

  test.each<[string, GatherOptions]>([
    ['TLS', { url: 'rfem.example', tls: true }],
    ['this machine', {}],
    ['this machine, asked for', { url: 'localhost', tls: false }],
    ['a socket file', { url: 'unix:/run/rfem.sock' }],
  ])('nothing to say: %s', (_, options) => {
    expect(judged(options)).toBeUndefined();
  });
});

describe('the proxy that will see the key is named', () => {
  test.each<[string, Record<string, string>, string | undefined]>([
    ['http_proxy', { http_proxy: 'http://proxy.example:3128' }, 'proxy.example:3128 (http_proxy)'],
    [
      'its user and password are not shown',
      { http_proxy: 'http://u:pw@p.example' },
      'p.example:80 (http_proxy)',
    ],
    [
      'grpc_proxy before the others',
      { grpc_proxy: 'http://g.example:1', https_proxy: 'http://h.example:1' },
      'g.example:1 (grpc_proxy)',
    ],
    ['no_proxy spares the host', { http_proxy: 'http://p.example', no_proxy: 'a.b,.example' }, undefined],
  ])('%s', (_, env, named) => {
    const warning = judged({ url: newHost(), tls: false, env });
    if (named === undefined) expect(warning).not.toContain('proxy');
    else expect(warning).toContain(`So can the proxy ${named}.`);
    expect(warning).not.toContain('pw');
  });
});
