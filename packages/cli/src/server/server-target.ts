import type { Settings } from '@dlubal-kit/auth-core';
import type { Call } from '../command-line/command.js';
import { UsageError } from '../failure/usage-error.js';

/** Where to ask, and for how long. */
export interface ServerTarget {
  readonly url: string | undefined;
  readonly port: string | number | undefined;
  readonly tls: boolean | { readonly caFile: string };
  readonly deadlineMs: number;
}

/** Longest wait for the answer, in milliseconds: a person waits, or the start of a job. */
const DEADLINE_MS = 10_000;

/**
 * The command line, then `.dlubalrc`, then the defaults of the client.
 *
 * @throws {UsageError} for a deadline that is none
 */
export function serverTarget({ values, flags }: Call, settings: Settings): ServerTarget {
  return {
    url: values.url ?? settings.url,
    port: values.port ?? (values.url === undefined ? settings.port : undefined),
    tls: tlsOf(values['ca-file'], flags.tls, settings),
    deadlineMs: readDeadline(values.deadline) ?? settings.deadlineMs ?? DEADLINE_MS,
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

function readDeadline(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text) && Number(text) > 0) return Number(text);
  throw new UsageError('--deadline wants a whole number of milliseconds, such as --deadline 5000.');
}
