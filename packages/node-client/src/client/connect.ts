import { checkFields } from '@dlubal-kit/auth-core';
import { type ApplicationInfo, applicationRpcs, type RpcMethod } from '@dlubal-kit/protos';
import { type Closable, closable } from './closable.js';
import { CONNECT_FIELDS, type ConnectOptions } from './connect-options.js';
import { methodOf } from './make-call.js';
import { type OpenTransport, openTransport } from './open-transport.js';
import type { RfemApplication, RfemMethods } from './rfem-application.js';
import { versionWarning } from './version-handshake.js';
import { warn } from './warn.js';

/**
 * Connects to a running RFEM: resolves the key, opens a channel, asks the server for its version.
 *
 * @throws {KeyResolutionError} {KeyFormatError} when there is no key to use; nothing was sent.
 * @throws {AddressError} {TlsRootsError} when the server's address or the roots cannot be used; nothing was sent.
 * @throws {DlubalCallError} when the version was asked for and the server refused or was not reached.
 *
 * @example
 * await using app = await connect({ apiKeyName: 'project_1' });
 * const { modelInfo } = await app.getModelList();
 * const result = await app.calculateAll({ skipWarnings: true }, { deadlineMs: 600_000 });
 */
export async function connect(options: ConnectOptions = {}): Promise<RfemApplication> {
  checkFields(options, CONNECT_FIELDS, "connect's options");
  const transport = await openTransport(options);
  const methods = rfemMethods(transport);
  const before =
    options.closeConnection === true ? async () => void (await methods.closeConnection()) : undefined;
  const end = closable(transport, before);
  if (options.checkVersion === false) return { ...methods, ...end };
  const serverInfo = await greet(methods, end);
  warn(options, 'DLUBAL_VERSION', versionWarning(serverInfo.version));
  return { ...methods, ...end, serverInfo };
}

async function greet(methods: RfemMethods, end: Closable): Promise<ApplicationInfo> {
  try {
    return await methods.getApplicationInfo();
  } catch (error) {
    await end.close();
    throw error;
  }
}

function rfemMethods(transport: OpenTransport): RfemMethods {
  const methods = (Object.keys(applicationRpcs) as RpcMethod[]).map((name) => {
    const row = applicationRpcs[name];
    const rpc = {
      path: row.path,
      encode: row.encodeRequest as (request: unknown) => Buffer,
      decode: row.decodeResponse as (bytes: Buffer) => unknown,
      deadlineMs: transport.deadlineFor(row.name),
    };
    return [name, methodOf(transport, rpc, {})];
  });
  return Object.fromEntries(methods) as RfemMethods;
}
