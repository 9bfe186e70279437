import { DlubalError, failureOf, MisuseError } from '@dlubal-kit/auth-core';
import type { Environment } from '../config/config-path.js';
import { type Address, socketFileOf } from './address.js';

/** In the order in which gRPC's libraries read them; they know the small letters alone. */
const PROXY_VARIABLES = ['grpc_proxy', 'https_proxy', 'http_proxy'] as const;

/** A proxy that opens a way to the server (HTTP CONNECT). */
export interface HttpProxy {
  /** What names it: a variable of the environment, or the option `proxy`. */
  readonly variable: string;
  readonly host: string;
  readonly port: number;
  /** Host and port, without the user and password that its address can hold. */
  readonly address: string;
  /** The header `proxy-authorization`, which is a secret: a function, so that nothing prints it. */
  readonly login: () => string | undefined;
}

/** A proxy in words, for a sentence: with what names it, and without its password. */
export const proxyWords = ({ address, variable }: Pick<HttpProxy, 'address' | 'variable'>): string =>
  `the proxy ${address} (${variable})`;

/** Where a proxy can be named. */
export interface ProxyPlaces {
  /** URL of a proxy that is used for every host, this machine too; `false` for none. @default the environment's */
  readonly proxy?: string | false | undefined;
  /** @default process.env */
  readonly env?: Environment | undefined;
}

/**
 * The proxy on the way to a server, or undefined. The environment is read as grpc-js 1.14 reads it: `grpc_proxy`, `https_proxy`
 * or `http_proxy`, passing by the hosts that end like an entry of `no_grpc_proxy` or `no_proxy` or lie in its IPv4 ranges. Unlike
 * with grpc-js, `*` spares every host, as with curl and Go, and the environment's proxy is never asked for this machine.
 *
 * @throws {DlubalError} `proxy-failed`, reason `unusable`, for a proxy that cannot be used, such as an `https:` one.
 */
export function proxyFor(
  { host, loopback }: Pick<Address, 'host' | 'loopback'>,
  { proxy, env = process.env }: ProxyPlaces = {},
): HttpProxy | undefined {
  if (proxy === false || socketFileOf(host) !== undefined) return undefined;
  if (proxy !== undefined) return readProxy(proxy, 'the option proxy');
  const variable = PROXY_VARIABLES.find((name) => env[name]);
  if (variable === undefined || loopback) return undefined;
  const spared = (env.no_grpc_proxy || env.no_proxy || '').split(',');
  return spared.some((entry) => spares(entry.trim(), host))
    ? undefined
    : readProxy(env[variable] ?? '', variable);
}

function spares(written: string, named: string): boolean {
  const [entry, host] = [written.toLowerCase().replace(/^\*/, ''), named.toLowerCase()];
  if (entry === '') return written !== '';
  const [network = '', bits] = entry.split('/');
  const [start, address] = [numberOf(network), numberOf(host)];
  if (bits === undefined || start === undefined || address === undefined) return host.endsWith(entry);
  const size = 2 ** (32 - Number(bits));
  return (
    /^\d{1,2}$/.test(bits) && Number(bits) <= 32 && Math.floor(start / size) === Math.floor(address / size)
  );
}

/** An IPv4 address as one number; undefined for anything else. */
function numberOf(address: string): number | undefined {
  const parts = address.split('.');
  const isAddress =
    parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255);
  return isAddress ? parts.reduce((sum, part) => sum * 256 + Number(part), 0) : undefined;
}

function readProxy(url: string, variable: string): HttpProxy {
  const read = URL.canParse(url) ? new URL(url) : undefined;
  if (read?.protocol !== 'http:' || read.hostname === '' || cutShort(read)) throw unusable(read, variable);
  const port = Number(read.port || 80);
  const host = read.hostname.replace(/^\[|\]$/g, '');
  const login = loginOf(read);
  return { variable, host, port, address: `${read.hostname}:${port}`, login: () => login };
}

/** A password with a `/`, `?` or `#` of its own ends what is before it: the rest, up to the @, would be the host. */
const cutShort = ({ pathname, search, hash }: URL): boolean => `${pathname}${search}${hash}`.includes('@');

function loginOf({ username, password }: URL): string | undefined {
  if (username === '' && password === '') return undefined;
  return `Basic ${bytesOf(`${username}:${password}`).toString('base64')}`;
}

/** A URL holds every other byte as %xx. A percent sign that somebody left as it is belongs to the password. */
function bytesOf(encoded: string): Buffer {
  const byte = (_code: string, hex: string): string => String.fromCharCode(Number.parseInt(hex, 16));
  return Buffer.from(encoded.replaceAll(/%([\da-f]{2})/gi, byte), 'latin1');
}

/** What was written is not repeated: it can hold a password. */
function unusable(read: URL | undefined, variable: string): DlubalError {
  const what =
    read === undefined || !/^(?:https|socks\w*):$/.test(read.protocol)
      ? 'a proxy whose address cannot be read'
      : `a proxy with the scheme "${read.protocol}"`;
  const happened = `${variable} names ${what}, and gRPC reaches a server only through an http: proxy. Nothing was sent.`;
  const form = 'http://host:port, and special characters in its password as %-codes (# is %23)';
  if (variable.startsWith('the option'))
    return new MisuseError(happened.replace(/^t/, 'T'), `Write ${form}.`);
  const remedy = `Write ${form}. Or set no_proxy for the host of the server.`;
  return new DlubalError(
    failureOf('proxy-failed', { reason: 'unusable', origin: 'local', happened, remedy }),
  );
}
