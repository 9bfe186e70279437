import { isIP, isIPv6 } from 'node:net';
import { domainToASCII } from 'node:url';
import { replaceObeyed } from '@dlubal-kit/auth-core';

/** What is wrong with an address, and what to write instead. */
export interface AddressFlaw {
  readonly problem: string;
  readonly remedy: string;
}

interface FlawRow {
  readonly applies: (url: string) => boolean;
  readonly says: (url: string) => AddressFlaw;
}

const HOST_PORT = 'Write host, or host:port, such as "127.0.0.1:9000".';
const SCHEME = /^([a-z][a-z0-9+.-]*):\/\//i;
/** Schemes of gRPC's resolvers, which grpc-js would obey; here an address is a host. */
const RESOLVER = /^(dns|ipv4|ipv6|xds|passthrough|unix-abstract):/i;

const hostOf = (url: string): string =>
  isIPv6(url) ? url : (/^\[([^\]]*)\]/.exec(url)?.[1] ?? url.split(':')[0] ?? '');
const withoutScheme = (url: string): string =>
  url
    .replace(SCHEME, '')
    .replace(/^\/+/, '')
    .replace(/[/?#].*$/s, '');

/** The surest diagnosis first. A key that was given as an address is reported before its text could be shown. */
const FLAWS: readonly FlawRow[] = [
  {
    applies: (url) => typeof url !== 'string',
    says: (url) => ({ problem: `The address must be a string, got a ${typeof url}.`, remedy: HOST_PORT }),
  },
  {
    applies: (url) => /ak-[0-9a-f]{8}/i.test(url) || /@/.test(url),
    says: () => ({
      problem: 'The address holds a user, a password or an API key, which would be sent to the name service.',
      remedy: `${HOST_PORT} The key has options of its own.`,
    }),
  },
  {
    applies: (url) => url.trim() === '',
    says: () => ({ problem: 'The address is empty.', remedy: HOST_PORT }),
  },
  {
    applies: (url) => url.trim() !== url,
    says: (url) => ({
      problem: `The address "${shown(url)}" begins or ends with white space.`,
      remedy: `Write "${shown(url.trim())}".`,
    }),
  },
  {
    applies: (url) => SCHEME.test(url) && !/^unix:/i.test(url),
    says: (url) => ({
      problem: `The address "${shown(url)}" has the scheme "${SCHEME.exec(url)?.[1]}:", and a gRPC address has none.`,
      remedy: `Write "${shown(withoutScheme(url))}"${/^https/i.test(url) ? ', and tls: true' : ''}.`,
    }),
  },
  {
    applies: (url) => RESOLVER.test(url) && !isIPv6(url),
    says: (url) => ({
      problem: `The address "${shown(url)}" names a resolver of gRPC.`,
      remedy: `Write "${shown(url.replace(RESOLVER, '').replace(/^\/*/, ''))}".`,
    }),
  },
  {
    applies: (url) => /^unix:/i.test(url) && !/^unix:(\/\/)?\/[^/\0]/.test(url),
    says: (url) => ({
      problem: `The address "${shown(url)}" does not name a socket file by its absolute path.`,
      remedy: 'Write "unix:/path/to/socket".',
    }),
  },
  {
    applies: (url) => /[/\\?#]/.test(url) && !url.startsWith('unix:'),
    says: (url) => ({
      problem: `The address "${shown(url)}" has a path, and a gRPC address has none.`,
      remedy: `Write "${shown(url.replace(/[/\\?#].*$/s, ''))}".`,
    }),
  },
  {
    applies: (url) => /[\s\x00-\x1f\x7f]/.test(url) && !url.startsWith('unix:'),
    says: (url) => ({
      problem: `The address "${shown(url)}" has white space or a control character inside.`,
      remedy: HOST_PORT,
    }),
  },
  {
    applies: (url) => /[^\x00-\x7f]/.test(url) && !url.startsWith('unix:'),
    says: (url) => ({
      problem: `The address "${shown(url)}" has letters outside ASCII.`,
      remedy: `Write "${domainToASCII(hostOf(url)) || '127.0.0.1'}" for the host.`,
    }),
  },
  {
    applies: (url) => /[[\]]/.test(url) && !isIPv6(/^\[([^[\]]*)\](:[^:]*)?$/.exec(url)?.[1] ?? ''),
    says: (url) => ({
      problem: `The address "${shown(url)}" has brackets around something other than an IPv6 address.`,
      remedy: 'Write an IPv6 address and its port as "[::1]:9000", anything else without brackets.',
    }),
  },
  {
    applies: (url) => /^[^[].*:.*:/.test(url) && !isIPv6(url) && !url.startsWith('unix:'),
    says: (url) => ({
      problem: `The address "${shown(url)}" has more than one colon and is not an IPv6 address.`,
      remedy: 'Write "host:port"; an IPv6 address and its port as "[::1]:9000".',
    }),
  },
  {
    applies: (url) => hostOf(url) === '',
    says: (url) => ({ problem: `The address "${shown(url)}" has no host.`, remedy: HOST_PORT }),
  },
  {
    // Resolvers read 127.1, 0x7f000001 and 0177.0.0.1 as addresses, each in its own way: which machine is meant is not certain.
    applies: (url) => /(^|\.)(\d+|0x[0-9a-f]*)\.?$/i.test(hostOf(url)) && isIP(hostOf(url)) === 0,
    says: (url) => ({
      problem: `"${shown(hostOf(url))}" ends in a number and is not an IPv4 address of four decimal numbers.`,
      remedy: HOST_PORT,
    }),
  },
  {
    applies: (url) => ['0.0.0.0', '::'].includes(hostOf(url)),
    says: (url) => ({
      problem: `"${hostOf(url)}" is where a server listens, not where a client calls.`,
      remedy: 'Write "127.0.0.1" for this machine, or the name of the other one.',
    }),
  },
  {
    applies: (url) => !url.startsWith('unix:') && !isIPv6(hostOf(url)) && !isHostName(hostOf(url)),
    says: (url) => ({ problem: `"${shown(hostOf(url))}" cannot be the name of a host.`, remedy: HOST_PORT }),
  },
];

/** Letters, digits, "-" and, as Windows allows, "_": labels of at most 63, all together at most 253 (RFC 1123). */
function isHostName(host: string): boolean {
  const labels = host.replace(/\.$/, '').split('.');
  return host.length <= 253 && labels.every((label) => /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/i.test(label));
}

function shown(url: string): string {
  const clean = replaceObeyed(url, '?');
  return clean.length > 80 ? `${clean.slice(0, 77)}...` : clean;
}

/** What is wrong with an address, or undefined when it can be used. */
export function addressFlaw(url: string): AddressFlaw | undefined {
  return FLAWS.find((row) => row.applies(url))?.says(url);
}
