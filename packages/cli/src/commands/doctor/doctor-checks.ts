import { type ConfigFinding, explainResolution, placeWords } from '@dlubal-kit/auth-core';
import { EXIT } from '../../failure/exit.js';
import { accessCheck } from './access/access-check.js';
import { type CheckOutcome, capped, failed, ok, skipped, warning } from './check-outcome.js';
import type { DoctorValues } from './doctor-values.js';
import { assistants, leaks } from './leak-checks.js';
import { accepted, proxy, reachable, versions } from './server-checks.js';

export interface DoctorCheck {
  readonly id: string;
  readonly title: string;
  readonly run: (values: DoctorValues) => CheckOutcome;
}

const octal = (mode: number): string => (mode & 0o777).toString(8).padStart(4, '0');

function configFound({ path, file, named }: DoctorValues): CheckOutcome {
  if (file.kind === 'absent' && named)
    return failed(
      EXIT.config,
      `${path} does not exist, and --config or DLUBAL_API_CONFIG names it. Check the path.`,
    );
  if (file.kind === 'absent') return warning(`${path} does not exist. Store a key: dlubal-auth login`);
  if (file.kind === 'unreadable') return failed(EXIT.config, file.message);
  const link = file.target === undefined ? '' : `, a link to ${file.target}, which edits follow`;
  return ok(`${path}${link}, ${file.keys} ${file.keys === 1 ? 'name' : 'names'}`);
}

/** Who else can read or change config.ini. */
export function permissions({ platform, file, path }: DoctorValues): CheckOutcome {
  if (file.kind !== 'read')
    return skipped(file.kind === 'absent' ? 'the file does not exist' : 'the file cannot be read');
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
  (check: TextCheck, fine: string, found: string, seeThem = 'dlubal-auth keys list') =>
  ({ file, findings }: DoctorValues): CheckOutcome => {
    if (file.kind !== 'read' || findings.some(({ rule }) => rule === 'config-syntax')) {
      return skipped('there is no text to check');
    }
    const shown = findings.filter(({ rule }) => SHOWN_BY[rule] === check);
    if (shown.length === 0) return ok(fine);
    const lines = shown.map(({ message }) => message);
    const message = lines.length === 1 ? (lines[0] ?? '') : `${lines.length} ${found}`;
    const more = lines.length === 1 ? [] : capped(lines, seeThem);
    return shown.some(({ severity }) => severity === 'error')
      ? failed(EXIT.wrongKey, message, more)
      : warning(message, { more });
  };

const readers = byFindings(
  'readers',
  "Python, .NET and npm's ini agree on it",
  'lines are read differently by other INI parsers',
  'dlubal-auth doctor --fix',
);

function portable(values: DoctorValues): CheckOutcome {
  const outcome = readers(values);
  return outcome.state === 'warning' && values.mendable ? { ...outcome, fix: 'lines' } : outcome;
}

function settingsFile({ settings }: DoctorValues): CheckOutcome {
  if (settings.failed !== undefined) return failed(EXIT.config, settings.failed);
  const [passedOver] = settings.warnings ?? [];
  if (passedOver !== undefined) return warning(passedOver);
  return settings.path === undefined ? skipped('does not exist, and need not') : ok(settings.path);
}

/** In the words of `explainResolution`. */
const SET_BUT_EMPTY = 'set, but empty';

/** Whether a check before this one says that a file cannot be read. */
const unread = ({ settings, file, findings }: DoctorValues): boolean =>
  settings.failed !== undefined ||
  file.kind === 'unreadable' ||
  findings.some(({ rule }) => rule === 'config-syntax');

function resolution(values: DoctorValues): CheckOutcome {
  const { input } = values;
  if (input === undefined) return skipped('not all places can be read');
  const { resolved, error, considered } = explainResolution(input);
  if (resolved === undefined && unread(values)) return skipped('not all places can be read');
  if (resolved === undefined)
    return failed(error?.failure.exitCode ?? EXIT.wrongKey, error?.message ?? 'no key was found');
  const shadowed = considered
    .filter(({ outcome }) => outcome === 'shadowed')
    .map(({ place }) => placeWords(place, 'flag'));
  const name = resolved.name ?? 'a key without a name';
  const message = `${name} (${resolved.key.masked}), from ${placeWords(resolved.source, 'flag')}`;
  if (!resolved.key.wellFormed) return failed(EXIT.wrongKey, `${message}: ${resolved.key.flaw}.`);
  const fromEnv = resolved.source === 'env-value' || resolved.source === 'env-name';
  if (fromEnv && shadowed.length > 0)
    return warning(`${message}, which hides ${shadowed.join(' and ')}. Unset it if that is not intended.`);
  const empty = considered.filter(({ why }) => why === SET_BUT_EMPTY).map(({ label }) => label);
  return empty.length === 0
    ? ok(message)
    : warning(
        `${message}. ${empty.join(' and ')} ${empty.length === 1 ? 'is' : 'are'} set, but empty: in a job, check the name of the secret.`,
      );
}

function strays({ strays: names }: DoctorValues): CheckOutcome {
  if (names === undefined) return skipped('the folder of config.ini cannot be listed');
  if (names.length === 0) return ok('none');
  const shown = capped(names, 'see the folder').join(', ');
  return warning(
    `next to config.ini: ${shown}. Unless something is writing right now, a killed process left them behind; the next edit removes temporary files and takes over the lock.`,
  );
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
  { id: 'assistants', title: 'AI assistants', run: assistants },
  { id: 'proxy', title: 'proxy', run: proxy },
  { id: 'server', title: 'server', run: reachable },
  { id: 'accepted', title: 'key accepted', run: accepted },
  { id: 'versions', title: 'versions', run: versions },
];
