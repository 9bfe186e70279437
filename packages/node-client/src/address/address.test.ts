import { madeKey } from '@dlubal-kit/testing/made-keys';
import { describe, expect, it } from 'vitest';
import { parseAddress } from './address.js';
import { AddressError } from './address-error.js';

describe('an address is read', () => {
  it.for([
    [undefined, undefined, '127.0.0.1:9000', true],
    [undefined, 9100, '127.0.0.1:9100', true],
    ['localhost', undefined, 'localhost:9000', true],
    ['LocalHost', '9100', 'LocalHost:9100', true],
    ['rfem.localhost:9100', undefined, 'rfem.localhost:9100', false],
    ['127.8.9.10', undefined, '127.8.9.10:9000', true],
    ['10.0.0.5:9100', undefined, '10.0.0.5:9100', false],
    ['10.0.0.5:9100', 9100, '10.0.0.5:9100', false],
    ['rfem-server_2.office.example.', 65535, 'rfem-server_2.office.example.:65535', false],
    ['localhost.example', undefined, 'localhost.example:9000', false],
    ['::1', undefined, '[::1]:9000', true],
    ['[::1]', undefined, '[::1]:9000', true],
    ['[::1]:9100', undefined, '[::1]:9100', true],
    ['::ffff:127.0.0.1', undefined, '[::ffff:127.0.0.1]:9000', true],
    ['[2001:db8::5]:9100', undefined, '[2001:db8::5]:9100', false],
    ['2001:db8::5', 9100, '[2001:db8::5]:9100', false],
  ] as const)('%s and port %s: %s', ([url, port, text, loopback]) => {
    expect(parseAddress(url, port)).toMatchObject({ text, port: Number(text.split(':').at(-1)), loopback });
  });

  it('a unix socket keeps its path', () => {
    const url = 'unix:/run/rfem server.sock';
    expect(parseAddress(url)).toEqual({ text: url, host: url, port: 0, loopback: true });
  });
});

describe('an address that cannot be used is refused with what to write instead', () => {
  it.for([
    ['https://10.0.0.5:9000/', 'has the scheme "https:"', 'Write "10.0.0.5:9000", and tls: true.'],
    ['http://localhost:9000', 'has the scheme "http:"', 'Write "localhost:9000".'],
    ['grpc://rfem', 'has the scheme "grpc:"', 'Write "rfem".'],
    ['dns:rfem:9000', 'names a resolver of gRPC', 'Write "rfem:9000".'],
    ['dns:///rfem:9000', 'has the scheme "dns:"', 'Write "rfem:9000".'],
    ['ipv4:10.0.0.5:9000', 'names a resolver', 'Write "10.0.0.5:9000".'],
    ['10.0.0.5:9000/api', 'has a path', 'Write "10.0.0.5:9000".'],
    ['10.0.0.5:9000 ', 'begins or ends with white space', 'Write "10.0.0.5:9000".'],
    ['\trfem', 'begins or ends with white space', 'Write "rfem".'],
    ['rfem server:9000', 'white space or a control character', '127.0.0.1:9000'],
    ['', 'is empty', '127.0.0.1:9000'],
    ['   ', 'is empty', '127.0.0.1:9000'],
    [':9000', 'has no host', '127.0.0.1:9000'],
    ['rfem:', '"" is not a port', '1 to 65535'],
    ['rfem:9000x', '"9000x" is not a port', '1 to 65535'],
    ['rfem:-1', '"-1" is not a port', '1 to 65535'],
    ['rfem:0', 'any free port', '1 to 65535'],
    ['rfem:65536', '"65536" is not a port', '1 to 65535'],
    ['rfem:9000:9001', 'more than one colon', '[::1]:9000'],
    ['2001:db8::zz', 'more than one colon', '[::1]:9000'],
    ['[10.0.0.5]:9000', 'other than an IPv6 address', 'without brackets'],
    ['[::1', 'other than an IPv6 address', '[::1]:9000'],
    ['[::1]9000', 'other than an IPv6 address', '[::1]:9000'],
    ['256.1.1.1', 'not an IPv4 address', '127.0.0.1:9000'],
    ['10.0.5', 'not an IPv4 address', '127.0.0.1:9000'],
    ['0.0.0.0:9000', 'where a server listens', 'Write "127.0.0.1"'],
    ['[::]:9000', 'where a server listens', 'Write "127.0.0.1"'],
    ['büro.example:9000', 'letters outside ASCII', 'Write "xn--bro-hoa.example"'],
    ['rfem..example', 'cannot be the name of a host', '127.0.0.1:9000'],
    ['-rfem', 'cannot be the name of a host', '127.0.0.1:9000'],
    ['rfem,backup', 'cannot be the name of a host', '127.0.0.1:9000'],
    ['unix:', 'does not name a socket file', 'unix:/path/to/socket'],
    ['user:word@rfem:9000', 'holds a user, a password or an API key', '127.0.0.1:9000'],
  ] as const)('%j', ([url, problem, remedy]) => {
    const error = refusal(() => parseAddress(url));
    expect(error.message).toContain(problem);
    expect(error.failure).toMatchObject({ kind: 'address-invalid', exitCode: 2, billed: 'no' });
    expect(error.failure.remedy).toContain(remedy);
    expect(error.message).toContain(error.failure.remedy);
  });

  it.for([['9000x'], [''], [0], [-1], [1.5], [Number.NaN], [65_536], ['٣']] as const)('port %j', ([port]) => {
    expect(refusal(() => parseAddress('rfem', port)).message).toMatch(/is not a port|any free port/);
  });

  it('two ports that differ are told', () => {
    expect(refusal(() => parseAddress('rfem:9000', 9001)).message).toBe(
      '[address-invalid] The address "rfem:9000" names port 9000, and the port option says 9001. Give the port in one of the two places.',
    );
  });

  it('a value that is not a string is refused', () => {
    expect(refusal(() => parseAddress(9000 as never)).message).toContain('must be a string, got a number');
  });

  it('a key given as the address is not shown', () => {
    const key = madeKey();
    for (const url of [key, `${key}:9000`, `https://${key}@rfem:9000`, `rfem:${key}`]) {
      expect(refusal(() => parseAddress(url)).message).not.toContain(key.slice(3));
    }
  });

  it('a megabyte of dots is refused at once', () => {
    const started = performance.now();
    refusal(() => parseAddress('a.'.repeat(500_000)));
    refusal(() => parseAddress('a'.repeat(1_000_000)));
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

function refusal(act: () => unknown): AddressError {
  try {
    act();
  } catch (error) {
    if (error instanceof AddressError) return error;
    throw error;
  }
  throw new Error('it was not refused');
}
