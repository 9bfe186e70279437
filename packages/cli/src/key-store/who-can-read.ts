/** What is known of a file before a key is written to it. */
export interface FileFacts {
  readonly platform: string;
  /** Permission bits; undefined when there is no file yet, or the system has none. */
  readonly mode: number | undefined;
  /** Number of the user who owns it; undefined when that is this user, or is not known. */
  readonly foreignOwner: number | undefined;
}

/**
 * Who will be able to read a config.ini once a key was written, in words that follow "which". The store gives a new
 * file mode 600 and takes the rights of others away from one that is there.
 */
export function whoCanRead({ platform, mode, foreignOwner }: FileFacts): string {
  if (platform === 'win32') {
    return 'your account, the administrators of this machine and everyone with rights on its folder can read';
  }
  const who = foreignOwner === undefined ? 'only you' : `the user with number ${foreignOwner}`;
  const bits = ((mode ?? 0o600) & 0o600).toString(8).padStart(3, '0');
  const others =
    mode !== undefined && (mode & 0o077) !== 0
      ? `; until now it is ${mode.toString(8)}, which lets others in too`
      : '';
  return `${who} and root can read (mode ${bits}${others})`;
}
