import { inspect } from 'node:util';
import { isDlubalError } from '@dlubal-kit/auth-core';
import { expect, test } from 'vitest';
import { parseAddress } from './address.js';
import { proxyFor } from './proxy.js';

const P = 'http://proxy.office:3128';

test.for<[Record<string, string>, string, string | undefined]>([
  [{}, '10.0.0.5', undefined],
  [{ http_proxy: P }, '10.0.0.5', 'http_proxy'],
  [{ http_proxy: P, https_proxy: P }, '10.0.0.5', 'https_proxy'],
  [{ http_proxy: P, grpc_proxy: P }, 'rfem.example', 'grpc_proxy'],
  [{ HTTP_PROXY: P }, '10.0.0.5', undefined],
  [{ http_proxy: P }, '127.0.0.1', undefined],
  [{ http_proxy: P }, 'localhost', undefined],
  [{ http_proxy: P }, '[::1]:9000', undefined],
  [{ http_proxy: P }, 'unix:/run/rfem.sock', undefined],
  [{ http_proxy: P, no_proxy: 'rfem.example' }, 'rfem.example', undefined],
  [{ http_proxy: P, no_proxy: '.example' }, 'rfem.example', undefined],
  [{ http_proxy: P, no_proxy: 'other.example, rfem.example' }, 'rfem.example', undefined],
  [{ http_proxy: P, no_proxy: 'a,,b' }, 'rfem.example', 'http_proxy'],
  [{ http_proxy: P, no_proxy: 'rfem.example', no_grpc_proxy: 'x' }, 'rfem.example', 'http_proxy'],
  [{ http_proxy: P, no_proxy: '10.0.0.0/8' }, '10.200.0.5', undefined],
  [{ http_proxy: P, no_proxy: '10.0.0.0/8' }, '11.0.0.5', 'http_proxy'],
  [{ http_proxy: P, no_proxy: '10.0.0.4/31' }, '10.0.0.5', undefined],
  [{ http_proxy: P, no_proxy: '10.0.0.4/31' }, '10.0.0.6', 'http_proxy'],
  [{ http_proxy: P, no_proxy: '0.0.0.0/0' }, '192.0.2.1', undefined],
  [{ http_proxy: P, no_proxy: '10.0.0.0/33' }, '10.0.0.5', 'http_proxy'],
  [{ http_proxy: P, no_proxy: '*' }, '10.0.0.5', undefined],
  [{ http_proxy: P, no_proxy: 'other, *' }, 'rfem.example', undefined],
  [{ http_proxy: P, no_proxy: '*.example' }, 'rfem.example', undefined],
  [{ http_proxy: P, no_proxy: '*.example' }, 'rfem.other', 'http_proxy'],
  [{ http_proxy: P, no_proxy: 'RFEM.Example' }, 'rfem.example', undefined],
  [{ http_proxy: P, no_proxy: 'rfem.example' }, 'RFEM.EXAMPLE', undefined],
])('with %j, %s is reached through %s', ([env, url, variable]) => {
  expect(proxyFor(parseAddress(url), { env })?.variable).toBe(variable);
});

test('the option wins over the environment, for this machine too', () => {
  const env = { http_proxy: P, no_proxy: '127.0.0.1' };
  expect(proxyFor(parseAddress(), { env, proxy: 'http://10.0.0.9' })).toMatchObject({
    variable: 'the option proxy',
    address: '10.0.0.9:80',
  });
  expect(proxyFor(parseAddress('10.0.0.5'), { env, proxy: false })).toBeUndefined();
});

test.for([
  'https://proxy:3128',
  'socks5://proxy:1080',
  'proxy:3128',
  '10.0.0.1:3128',
  'secret',
  'http://',
  'http://me:sec/ret@proxy',
  'http://me:12#secret@proxy',
])('%s is refused in a sentence that does not repeat it', (url) => {
  const refused = (places: object): unknown => {
    try {
      return proxyFor(parseAddress('10.0.0.5'), places);
    } catch (error) {
      return error;
    }
  };
  const [byVariable, byOption] = [refused({ env: { https_proxy: url } }), refused({ proxy: url })];
  expect(byVariable).toMatchObject({
    failure: {
      kind: 'proxy-failed',
      billed: 'no',
      happened: expect.stringMatching(/^https_proxy names a proxy/),
    },
  });
  expect(byOption).toMatchObject({ kind: 'client-misuse' });
  expect(isDlubalError(byVariable) && byVariable.message).not.toContain('secret');
});

test.for<[string, string]>([
  ['me:p%40ss', 'me:p@ss'],
  ['me', 'me:'],
  [':token', ':token'],
  ['me:100%', 'me:100%'],
  ['me:%zz%3a', 'me:%zz:'],
  ['m%C3%BCller:stra\u00DFe%2F', 'müller:straße/'],
  ['DOMAIN%5Cme:p:w', 'DOMAIN\\me:p:w'],
])('the login %s is sent as %s', ([written, sent]) => {
  const proxy = proxyFor(parseAddress('10.0.0.5'), { env: { http_proxy: `http://${written}@proxy` } });
  expect(proxy?.login()).toBe(`Basic ${Buffer.from(sent).toString('base64')}`);
});

test('user and password are kept out of everything but the header', () => {
  const proxy = proxyFor(parseAddress('10.0.0.5'), { env: { http_proxy: 'http://me:p%40ss@proxy' } });
  expect(proxy?.login()).toBe(`Basic ${Buffer.from('me:p@ss').toString('base64')}`);
  expect(JSON.stringify(proxy) + inspect(proxy, { showHidden: true })).not.toMatch(/p@ss|p%40ss|bWU6/);
});
