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

/** Loopback, as proxy variables name it: gRPC sends even that through a proxy, where one is set. */
const LOOPBACK = '127.0.0.1,localhost,::1';

/**
 * Variables for a program under test: the key, the server's address for programs that read it, and no proxy for
 * loopback. `DLUBAL_REMEMBER_LAST_USED=0` keeps it from writing the key into the user's config.ini.
 */
export function environmentOf(address: string, key: MockKey): Record<string, string> {
  return {
    DLUBAL_API_KEY: key.reveal(),
    DLUBAL_MOCK_ADDRESS: address,
    DLUBAL_MOCK_HOST: address.slice(0, address.lastIndexOf(':')).replace(/^\[|\]$/g, ''),
    DLUBAL_MOCK_PORT: address.slice(address.lastIndexOf(':') + 1),
    DLUBAL_REMEMBER_LAST_USED: '0',
    no_proxy: LOOPBACK,
    NO_PROXY: LOOPBACK,
    no_grpc_proxy: LOOPBACK,
  };
}
