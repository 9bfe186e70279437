import type { TlsOption } from '../channel/credentials.js';
import { settingsIn } from '../gather/key-places.js';
import type { ClientOptions } from './connect-options.js';
import { checkDeadline } from './deadline.js';

/** Where the calls go, and how. */
export interface ServerPlace {
  readonly url: string | undefined;
  readonly port: number | string | undefined;
  readonly tls: TlsOption;
  readonly deadlineMs: number | undefined;
}

/**
 * The options, and for what they leave open the nearest `.dlubalrc`. A `port` there belongs to the `url` there: it is not
 * put to a `url` that was given in code.
 *
 * @throws {SettingsError} {ConfigFileError} when there is a `.dlubalrc` that cannot be used.
 * @throws {MisuseError} when `deadlineMs` is not a time.
 */
export function serverPlace(options: ClientOptions): ServerPlace {
  const { url, port, tls, deadlineMs } = options;
  if (deadlineMs !== undefined) checkDeadline(deadlineMs);
  const said = [url, tls, deadlineMs].every((option) => option !== undefined);
  const settings = (said ? undefined : settingsIn(options)?.settings) ?? {};
  const caFile = settings.caFile === undefined ? undefined : { caFile: settings.caFile };
  return {
    url: url ?? settings.url,
    port: port ?? (url === undefined ? settings.port : undefined),
    tls: tls ?? (settings.tls === false ? false : (caFile ?? settings.tls ?? false)),
    deadlineMs: deadlineMs ?? settings.deadlineMs,
  };
}
