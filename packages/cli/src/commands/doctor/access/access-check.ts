import type { FileAccess } from './read-access.js';

/** What is known of config.ini on Windows. */
interface WindowsFile {
  /** Of the file itself, whatever link leads to it. */
  readonly path: string;
  /** Whether its folder is the clients' own, `Dlubal\api`. */
  readonly ownFolder: boolean;
  readonly access: FileAccess | undefined;
}

interface AccessOutcome {
  readonly state: 'ok' | 'warning' | 'skipped';
  readonly message: string;
  /** Commands, one per line. */
  readonly more?: readonly string[];
}

/** Who can read config.ini on Windows, and the command that keeps the others out. */
export function accessCheck({ path, ownFolder, access }: WindowsFile): AccessOutcome {
  if (access === undefined) {
    const message = `Windows did not say who can read the file. To see it, run: icacls "${path}"`;
    return { state: 'skipped', message };
  }
  const { strangers, me } = access;
  if (strangers.length === 0)
    return { state: 'ok', message: 'only you, the system and administrators can read the file' };
  const others = strangers.map(({ sid }) => `"*${sid}"`);
  const out = `/remove:g ${[...new Set(others)].join(' ')}`;
  const folder = path.replace(/[\\/][^\\/]*$/, '');
  const [advice, ...commands] = ownFolder
    ? [
        'To keep them out, run:',
        `icacls "${folder}" /inheritance:r /grant:r "*${me}:(OI)(CI)F" ${out}`,
        `icacls "${path}" /reset`,
      ]
    : [
        'Every edit writes the file again, with the rights of its folder: move it to a folder that only you can open, or run this after each edit:',
        `icacls "${path}" /inheritance:r /grant:r "*${me}:F" ${out}`,
      ];
  return { state: 'warning', message: `${whoOf(access)}. ${advice}`, more: commands };
}

function whoOf({ strangers }: FileAccess): string {
  const named = (may: 'read' | 'change'): string[] => [
    ...new Set(strangers.filter((stranger) => stranger.may === may).map(({ name }) => name)),
  ];
  const [change, read] = [named('change'), named('read')];
  return [
    ...(change.length === 0 ? [] : [`${change.join(', ')} can read and change the keys`]),
    ...(read.length === 0 ? [] : [`${read.join(', ')} can read the keys`]),
  ].join('; ');
}
