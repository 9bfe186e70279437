import type { Settings } from '@dlubal-kit/auth-core';

/** The options that `SERVER_OPTIONS` gives a command. */
export interface ServerOptions {
  readonly url: string | undefined;
  readonly port: string | undefined;
  readonly tls: boolean;
  readonly caFile: string | undefined;
  readonly deadline: number | undefined;
}

/** Where to ask, and for how long. */
export interface ServerTarget {
  readonly url: string | undefined;
  readonly port: string | number | undefined;
  readonly tls: boolean | { readonly caFile: string };
  readonly deadlineMs: number;
}

/** Longest wait for the answer, in milliseconds: a person waits, or the start of a job. */
const DEADLINE_MS = 10_000;

/** The command line, then `.dlubalrc`, then the defaults of the client. */
export function serverTarget(options: ServerOptions, settings: Settings): ServerTarget {
  const { url, port, tls, caFile, deadline } = options;
  return {
    url: url ?? settings.url,
    port: port ?? (url === undefined ? settings.port : undefined),
    tls: tlsOf(caFile, tls ? true : undefined, settings),
    deadlineMs: deadline ?? settings.deadlineMs ?? DEADLINE_MS,
  };
}

/** Roots given on the command line mean TLS; those of `.dlubalrc` do so unless it says `tls = false` and nobody objects. */
function tlsOf(
  caFile: string | undefined,
  tls: boolean | undefined,
  settings: Settings,
): ServerTarget['tls'] {
  if (caFile !== undefined) return { caFile };
  const wanted = tls ?? settings.tls;
  if (wanted === false || settings.caFile === undefined) return wanted ?? false;
  return { caFile: settings.caFile };
}
