import { isIPv6 } from 'node:net';
import { AddressError } from './address-error.js';
import { addressFlaw } from './address-flaws.js';

/** The server's usual address (docs/facts/wire.md, Transport). */
export const DEFAULT_HOST = '127.0.0.1';
export const DEFAULT_PORT = 9000;

/** Where a server is, and how it is reached. */
export interface Address {
  /** As it is shown: `127.0.0.1:9000`, `[::1]:9000`, `unix:/run/rfem.sock`. */
  readonly text: string;
  /** The host alone, without brackets; `unix:` and a path for a socket file. */
  readonly host: string;
  /** 0 for a socket file. */
  readonly port: number;
  /** True when nothing leaves this machine. */
  readonly loopback: boolean;
}

/**
 * Reads the address of the server.
 *
 * @param url Host, or host and port: `rfem.example`, `10.0.0.5:9000`, `::1`, `[::1]:9000`, `unix:/run/rfem.sock`.
 * No scheme, no path. @default '127.0.0.1'
 * @param port From 1 to 65535, where `url` names none. @default 9000
 * @param origin Where the url came from, to begin messages with.
 * @throws {AddressError} with what to write instead.
 *
 * @example parseAddress('::1').text // '[::1]:9000'
 */
export function parseAddress(url: string = DEFAULT_HOST, port?: number | string, origin?: string): Address {
  // The usual address needs no look at its form: that would load node:net, which a command's start would notice.
  const flaw = url === DEFAULT_HOST ? undefined : addressFlaw(url);
  const begin = origin === undefined ? '' : `${origin}: `;
  if (flaw !== undefined) throw new AddressError(`${begin}${flaw.problem}`, flaw.remedy);
  if (socketFileOf(url) !== undefined) return unixAddress(url);
  const { host, portText } = splitPort(url);
  const number = choosePort(url, portText, port);
  const bracketed = host.includes(':') && isIPv6(host) ? `[${host}]` : host;
  const text = `${bracketed}:${number}`;
  return { text, host, port: number, loopback: isLoopback(host) };
}

/** A bare IPv6 address has colons of its own; in any other text the last colon comes before the port. */
export function splitPort(url: string): { host: string; portText?: string } {
  if (url.includes(':') && isIPv6(url)) return { host: url };
  const bracketed = /^\[(?<host>[^\]]*)\](?::(?<port>.*))?$/.exec(url)?.groups;
  const { host = url, port } = bracketed ?? /^(?<host>[^:]*)(?::(?<port>.*))?$/.exec(url)?.groups ?? {};
  return port === undefined ? { host } : { host, portText: port };
}

function choosePort(url: string, inUrl: string | undefined, given: number | string | undefined): number {
  if (inUrl === undefined) return given === undefined ? DEFAULT_PORT : readPort(given);
  const port = readPort(inUrl);
  if (given !== undefined && readPort(given) !== port) {
    throw new AddressError(
      `The address "${url}" names port ${port}, and the port option says ${given}.`,
      'Give the port in one of the two places.',
    );
  }
  return port;
}

function readPort(given: number | string): number {
  const text = String(given);
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port === 0) {
    throw new AddressError(
      'Port 0 asks the system for any free port; a client needs the one that the server listens on.',
      `Give a whole number from 1 to 65535, such as ${DEFAULT_PORT}.`,
    );
  }
  if (port <= 65_535) return port;
  throw new AddressError(
    `"${text.slice(0, 40)}" is not a port.`,
    `Give a whole number from 1 to 65535, such as ${DEFAULT_PORT}.`,
  );
}

function unixAddress(url: string): Address {
  return { text: url, host: url, port: 0, loopback: true };
}

/** Path of the socket file that a host is, as in `unix:/run/rfem.sock`; undefined for any other host. */
export const socketFileOf = (host: string): string | undefined => /^unix:(?:\/\/)?(.*)$/s.exec(host)?.[1];

/** Whether a host is this machine by its name. */
export const isLocalhost = (host: string): boolean => /^localhost\.?$/i.test(host);

/** 127.0.0.0/8, as `isIPv4` reads it. That one would load node:net, which is a tenth of a command's start. */
const LOOPBACK_V4 = /^127(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}$/;
/** `::1`, or an IPv4 address of 127.0.0.0/8 inside an IPv6 one, as the URL standard writes every spelling of them. */
const LOOPBACK = /^\[::(1|ffff:7f[\da-f]{2}:[\da-f]{1,4})\]$/;

/**
 * Whether a host is this machine for certain: `localhost`, or a loopback address in any spelling. Names are compared,
 * not looked up, so every other name is another machine: who answers the lookup of `rfem.localhost` is not known.
 *
 * @param host A host that `addressFlaw` accepts, without brackets.
 */
function isLoopback(host: string): boolean {
  if (isLocalhost(host)) return true;
  if (LOOPBACK_V4.test(host)) return true;
  const address = host.replace(/%.*$/, '');
  return address.includes(':') && isIPv6(address) && LOOPBACK.test(new URL(`http://[${address}]`).hostname);
}
