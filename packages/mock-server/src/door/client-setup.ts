import { editConfig } from '@dlubal-kit/auth-core';
import type { MockKey } from '../keys/mock-key.js';

/**
 * The text of a config.ini that holds the server's keys, for a client that reads one.
 *
 * @param last label of the key that was used last.
 * @throws {ConfigEditError} when a label cannot be a name in that file.
 */
export function configText(keys: readonly MockKey[], last: MockKey | undefined): string {
  const set = Object.fromEntries(keys.map((key) => [key.label, key.reveal()]));
  return editConfig('', { set, ...(last === undefined ? {} : { setDefault: last.reveal() }) });
}

/** The text of a .dlubalrc that leads to the server. */
export function settingsText(host: string, port: number, tls: boolean): string {
  return `url = ${host}\nport = ${port}\ntls = ${tls}\n`;
}

/** Loopback, as proxy variables name it: grpc-js and Python send even that through a proxy, where one is set. */
const LOOPBACK = '127.0.0.1,localhost,::1';

/** What a program under test has to know. */
interface ClientEnvironment {
  readonly key: MockKey;
  /** `host:port` */
  readonly address: string;
  readonly tls: boolean;
  /** The file with the root certificate, where the server made one. */
  readonly caFile: string | undefined;
}

/**
 * Variables for a program under test: key and server as clients of this project read them, the server's address once more
 * for others, and no proxy for loopback. `DLUBAL_REMEMBER_LAST_USED=0` keeps the key out of the user's config.ini.
 */
export function environmentOf({ key, address, tls, caFile }: ClientEnvironment): Record<string, string> {
  const colon = address.lastIndexOf(':');
  return {
    DLUBAL_API_KEY: key.reveal(),
    DLUBAL_API_URL: address,
    DLUBAL_API_TLS: tls ? '1' : '0',
    DLUBAL_MOCK_ADDRESS: address,
    DLUBAL_MOCK_HOST: address.slice(0, colon).replace(/^\[|\]$/g, ''),
    DLUBAL_MOCK_PORT: address.slice(colon + 1),
    DLUBAL_REMEMBER_LAST_USED: '0',
    no_proxy: LOOPBACK,
    NO_PROXY: LOOPBACK,
    no_grpc_proxy: LOOPBACK,
    ...(caFile === undefined
      ? {}
      : {
          DLUBAL_API_CA_FILE: caFile,
          DLUBAL_MOCK_CA_FILE: caFile,
          // Read by grpc-js and by everything built on gRPC's core.
          GRPC_DEFAULT_SSL_ROOTS_FILE_PATH: caFile,
        }),
  };
}

/**
 * The host that a client on this machine calls: a server that listens on all addresses, however they are written, has none
 * of its own.
 */
export function callableHost(host: string): string {
  if (/^(?:0|0x0+|0+(?:\.0+){1,3})$/i.test(host)) return '127.0.0.1';
  if (host === '' || /^(?=.*::|(?:0+:){7}0+$)[0:]+(?:(?:0+\.){3}0+)?$/.test(host)) return '::1';
  return host;
}

/** `host:port`, as clients take it. */
export function addressText(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
