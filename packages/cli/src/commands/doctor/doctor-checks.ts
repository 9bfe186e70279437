import { type ConfigFinding, explainResolution, placeWords, sentencesOf } from '@dlubal-kit/auth-core';
import { EXIT } from '../../failure/exit.js';
import { accessCheck } from './access/access-check.js';
import type { DoctorValues } from './doctor-values.js';
import { leakLines } from './leak-lines.js';

export type CheckState = 'ok' | 'warning' | 'failed' | 'skipped';
export type FixName = 'modes' | 'lines';

/** What one check says. */
export interface CheckOutcome {
  readonly state: CheckState;
  readonly message: string;
  /** One line per finding. */
  readonly more?: readonly string[];
  /** Of a failed check. */
  readonly exitCode?: number;
  /** What `--fix` would do. */
  readonly fix?: FixName;
}

export interface DoctorCheck {
  readonly id: string;
  readonly title: string;
  readonly run: (values: DoctorValues) => CheckOutcome;
}

const ok = (message: string): CheckOutcome => ({ state: 'ok', message });
const skipped = (message: string): CheckOutcome => ({ state: 'skipped', message });
const warning = (message: string, more: Partial<CheckOutcome> = {}): CheckOutcome => ({
  state: 'warning',
  message,
  ...more,
});
const failed = (exitCode: number, message: string, more: readonly string[] = []): CheckOutcome => ({
  state: 'failed',
  message,
  more,
  exitCode,
});

const octal = (mode: number): string => (mode & 0o777).toString(8).padStart(4, '0');

function configFound({ path, file }: DoctorValues): CheckOutcome {
  if (file.kind === 'absent') return warning(`${path} does not exist. Store a key: dlubal-auth login`);
  if (file.kind === 'unreadable') return failed(EXIT.config, file.message);
  const link = file.target === undefined ? '' : `, a link to ${file.target}, which edits follow`;
  return ok(`${path}${link}, ${file.keys} ${file.keys === 1 ? 'name' : 'names'}`);
}

function permissions({ platform, file, path }: DoctorValues): CheckOutcome {
  if (file.kind !== 'read') return skipped('there is no file');
  if (platform === 'win32') return accessCheck({ ...file, path: file.target ?? path });
  const { mode, folderMode, owner, me, ownFolder } = file;
  const foreign = me !== undefined && owner !== me && me !== 0;
  const faults = [
    ...((mode & 0o077) === 0
      ? []
      : [`mode ${octal(mode)} lets other users read or change the keys; 0600 is right`]),
    ...(ownFolder && (folderMode & 0o077) !== 0
      ? [`the folder has mode ${octal(folderMode)}; 0700 is right`]
      : []),
    ...(!ownFolder && (folderMode & 0o002) !== 0 ? ['everyone can replace files in its folder'] : []),
    ...(foreign ? [`it belongs to user ${owner}, not to you`] : []),
  ];
  const fixable = !foreign && faults.some((fault) => fault.includes('is right'));
  if (faults.length === 0) return ok(`file ${octal(mode)}, folder ${octal(folderMode)}`);
  return warning(`${faults.join('; ')}.`, fixable ? { fix: 'modes' } : {});
}

function syntax({ file, findings }: DoctorValues): CheckOutcome {
  if (file.kind !== 'read') return skipped('there is no text to check');
  const fault = findings.find(({ rule }) => rule === 'config-syntax');
  return fault === undefined ? ok('the official client reads it') : failed(EXIT.config, fault.message);
}

/** The checks that read config.ini. */
type TextCheck = 'syntax' | 'keys' | 'default' | 'readers';

/** The check that shows a finding: a rule without one does not compile. */
const SHOWN_BY: Readonly<Record<ConfigFinding['rule'], TextCheck>> = {
  'config-syntax': 'syntax',
  'value-unreadable': 'keys',
  'key-malformed': 'keys',
  'duplicate-value': 'keys',
  'no-section': 'keys',
  'no-key': 'keys',
  'default-missing': 'default',
  'default-unnamed': 'default',
  'read-otherwise': 'readers',
  'lone-carriage-return': 'readers',
};

const byFindings =
  (check: TextCheck, fine: string, found: string) =>
  ({ file, findings }: DoctorValues): CheckOutcome => {
    if (file.kind !== 'read' || findings.some(({ rule }) => rule === 'config-syntax')) {
      return skipped('there is no text to check');
    }
    const shown = findings.filter(({ rule }) => SHOWN_BY[rule] === check);
    if (shown.length === 0) return ok(fine);
    const lines = shown.map(({ message }) => message);
    const message = lines.length === 1 ? (lines[0] ?? '') : `${lines.length} ${found}`;
    const more = lines.length === 1 ? [] : lines;
    return shown.some(({ severity }) => severity === 'error')
      ? failed(EXIT.wrongKey, message, more)
      : warning(message, { more });
  };

const readers = byFindings(
  'readers',
  "Python, .NET and npm's ini agree on it",
  'lines are read differently by other INI parsers',
);

function portable(values: DoctorValues): CheckOutcome {
  const outcome = readers(values);
  return outcome.state === 'warning' && values.mendable ? { ...outcome, fix: 'lines' } : outcome;
}

function settingsFile({ settings }: DoctorValues): CheckOutcome {
  if (settings.failed !== undefined) return failed(EXIT.config, settings.failed);
  return settings.path === undefined ? skipped('does not exist, and need not') : ok(settings.path);
}

function resolution({ input, settings, file, findings }: DoctorValues): CheckOutcome {
  if (input === undefined || settings.failed !== undefined || file.kind === 'unreadable')
    return skipped('not all places can be read');
  if (findings.some(({ rule }) => rule === 'config-syntax')) return skipped('not all places can be read');
  const { resolved, error, considered } = explainResolution(input);
  if (resolved === undefined)
    return failed(error?.failure.exitCode ?? EXIT.wrongKey, error?.message ?? 'no key was found');
  const shadowed = considered
    .filter(({ outcome }) => outcome === 'shadowed')
    .map(({ place }) => placeWords(place, 'flag'));
  const name = resolved.name ?? 'a key without a name';
  const message = `${name} (${resolved.key.masked}), from ${placeWords(resolved.source, 'flag')}`;
  if (!resolved.key.wellFormed) return failed(EXIT.wrongKey, `${message}: ${resolved.key.flaw}.`);
  const fromEnv = resolved.source === 'env-value' || resolved.source === 'env-name';
  return fromEnv && shadowed.length > 0
    ? warning(`${message}, which hides ${shadowed.join(' and ')}. Unset it if that is not intended.`)
    : ok(message);
}

function leaks({ leaks: { found, tracked } }: DoctorValues): CheckOutcome {
  if (found.length > 0) {
    const message = 'there are keys where others can read them. Replace them with names';
    return failed(EXIT.found, message, leakLines(found));
  }
  if ('because' in tracked) {
    return skipped(`none in .dlubalrc and .env; tracked files were not searched: ${tracked.because}`);
  }
  const { files, unscanned } = tracked;
  if (unscanned === 0) return ok(`none in .dlubalrc, .env and ${files} tracked files`);
  return skipped(
    `none in ${files} tracked files; ${unscanned} more were not searched. Search them with "dlubal-auth scan"`,
  );
}

/** In the order in which gRPC's libraries use them; they read lower case only. */
const PROXIES = ['grpc_proxy', 'https_proxy', 'http_proxy'];

function proxy({ env, server }: DoctorValues): CheckOutcome {
  const name = PROXIES.find((variable) => env[variable]);
  if (name === undefined) return ok('no proxy is set');
  if (!server.loopback) return ok(`calls to ${server.address} go through ${name}`);
  const spared = (env.no_grpc_proxy || env.no_proxy || '').split(',').map((host) => host.trim());
  const host = server.address.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
  if (spared.includes(host) || spared.includes('*'))
    return ok(`${name} is set, and no_proxy exempts ${host}`);
  return warning(
    `${name} would send even ${host} through the proxy. This client bypasses it; other gRPC clients do not. Set no_proxy=127.0.0.1,localhost.`,
  );
}

function strays({ strays: names }: DoctorValues): CheckOutcome {
  if (names.length === 0) return ok('none');
  return warning(
    `next to config.ini: ${names.join(', ')}. Unless something is writing right now, a killed process left them behind; the next edit removes temporary files and takes over the lock.`,
  );
}

function reachable({ server, env }: DoctorValues): CheckOutcome {
  const { address, failure, from, loopback } = server;
  if (failure === undefined) return ok(`${address} (${from}) speaks HTTP/2 (no request was sent)`);
  const message = `${address} (${from}): ${sentencesOf(failure)}`;
  const byProxy = !loopback && PROXIES.some((variable) => env[variable]);
  return byProxy
    ? warning(`${message} The check did not use the proxy that is set.`)
    : failed(failure.exitCode, message);
}

function accepted({ answer, clientVersion }: DoctorValues): CheckOutcome {
  if (answer === undefined)
    return skipped(`client ${clientVersion}; the server was not asked (--check-key asks: one API request)`);
  if (!answer.ok)
    return answer.failure === undefined
      ? failed(EXIT.unexpected, 'the server did not answer')
      : failed(answer.failure.exitCode, sentencesOf(answer.failure));
  const { name = '', version = 'unknown' } = answer.server ?? {};
  const message = `client ${clientVersion}, server ${name} ${version}; the key is accepted`;
  return answer.warnings.length === 0 ? ok(message) : warning(message, { more: answer.warnings });
}

/** Every check, in the order in which causes lead to effects. */
export const DOCTOR_CHECKS: readonly DoctorCheck[] = [
  { id: 'config', title: 'config.ini', run: configFound },
  { id: 'permissions', title: 'permissions', run: permissions },
  { id: 'syntax', title: 'syntax', run: syntax },
  {
    id: 'keys',
    title: 'keys',
    run: byFindings('keys', 'all keys are well-formed and unique', 'entries have problems'),
  },
  {
    id: 'default',
    title: 'default',
    run: byFindings('default', 'a name has its key', 'entries have problems'),
  },
  { id: 'readers', title: 'other parsers', run: portable },
  { id: 'strays', title: 'stray files', run: strays },
  { id: 'settings', title: '.dlubalrc', run: settingsFile },
  { id: 'key', title: 'key in use', run: resolution },
  { id: 'leaks', title: 'leaked keys', run: leaks },
  { id: 'proxy', title: 'proxy', run: proxy },
  { id: 'server', title: 'server', run: reachable },
  { id: 'versions', title: 'versions', run: accepted },
];
