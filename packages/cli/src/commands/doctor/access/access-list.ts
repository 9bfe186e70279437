/** Somebody other than the user, the system and its administrators who is let in. */
export interface Stranger {
  readonly sid: string;
  /** In English, where it is the same on every Windows; otherwise the SID. */
  readonly name: string;
  readonly may: 'read' | 'change';
  /** Whether the right comes from the folder. */
  readonly inherited: boolean;
}

/** Accounts by their letters in a list and by their SID, which is the same in every language of Windows. */
const ACCOUNTS: readonly (readonly [letters: string, sid: string, name: string, trusted?: 'trusted'])[] = [
  ['SY', 'S-1-5-18', 'SYSTEM', 'trusted'],
  ['BA', 'S-1-5-32-544', 'Administrators', 'trusted'],
  // The creator and the owner of the file.
  ['CO', 'S-1-3-0', 'CREATOR OWNER', 'trusted'],
  ['OW', 'S-1-3-4', 'OWNER RIGHTS', 'trusted'],
  ['WD', 'S-1-1-0', 'Everyone'],
  ['AU', 'S-1-5-11', 'Authenticated Users'],
  ['BU', 'S-1-5-32-545', 'Users'],
  ['BG', 'S-1-5-32-546', 'Guests'],
  ['AN', 'S-1-5-7', 'ANONYMOUS LOGON'],
  ['IU', 'S-1-5-4', 'INTERACTIVE'],
  ['NU', 'S-1-5-2', 'NETWORK'],
];

/** Administrators of this machine and of the domain, and the installer of Windows itself. */
const ADMINISTRATOR =
  /^(?:LA|DA|EA|S-1-5-21-.*-(?:500|512|519)|S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464)$/;

/** Rights by their letters: https://learn.microsoft.com/windows/win32/secauthz/ace-strings */
const RIGHTS: Readonly<Record<string, number>> = {
  ...{ GA: 0x1000_0000, GR: 0x8000_0000, GW: 0x4000_0000, GX: 0x2000_0000 },
  ...{ RC: 0x2_0000, SD: 0x1_0000, WD: 0x4_0000, WO: 0x8_0000 },
  ...{ CC: 0x1, DC: 0x2, LC: 0x4, SW: 0x8, RP: 0x10, WP: 0x20, DT: 0x40, LO: 0x80, CR: 0x100 },
  ...{ FA: 0x1f_01ff, FR: 0x12_0089, FW: 0x12_0116, FX: 0x12_00a0 },
};

/** Read the content; write or append to it, change the list, take the file over. */
const READS = [0x1, 0x8000_0000, 0x1000_0000];
const CHANGES = [0x2, 0x4, 0x4_0000, 0x8_0000, 0x4000_0000, 0x1000_0000];

/** `(A;ID;0x1200a9;;;BU)`: kind, flags, rights, two kinds of objects, account. */
const ENTRY = /\((\w+);(\w*);(\w*);[^;)]*;[^;)]*;([\w-]+)(?:;[^)]*)?\)/g;

/**
 * Who is let in by an access list, as `icacls /save` writes it. Entries that refuse somebody are not weighed against
 * those that let others in.
 *
 * @param saved the text of the file: a line with the name, then one with the list
 * @param me SID of the user
 * @returns undefined when the text contains no list
 * @example strangersIn('config.ini\r\nD:AI(A;ID;FA;;;SY)(A;ID;0x1200a9;;;BU)', 'S-1-5-21-1-2-3-1001'); // Users may read
 */
export function strangersIn(saved: string, me: string): readonly Stranger[] | undefined {
  const list = /^D:(\w*)((?:\([^)]*\))*)/m.exec(saved);
  if (list === null) return undefined;
  const entries = list[1] === 'NO_ACCESS_CONTROL' ? '(A;;FA;;;WD)' : (list[2] ?? '');
  return [...entries.matchAll(ENTRY)].flatMap(([, kind = '', flags = '', rights = '', who = '']) => {
    const may = mayOf(rights);
    // IO: for what is below a folder only.
    if (!/^X?A$/.test(kind) || pairs(flags).includes('IO') || may === undefined) return [];
    const { trusted, ...account } = accountOf(who);
    if (trusted || account.sid === me) return [];
    return [{ ...account, may, inherited: pairs(flags).includes('ID') }];
  });
}

function mayOf(rights: string): Stranger['may'] | undefined {
  const bits = /^\d/.test(rights)
    ? Number(rights)
    : pairs(rights).reduce((sum, letters) => sum | (RIGHTS[letters] ?? 0), 0);
  const has = (bit: number): boolean => (bits & bit) !== 0;
  if (CHANGES.some(has)) return 'change';
  return READS.some(has) ? 'read' : undefined;
}

const pairs = (letters: string): string[] => letters.match(/../g) ?? [];

function accountOf(who: string): Pick<Stranger, 'sid' | 'name'> & { readonly trusted: boolean } {
  const known = ACCOUNTS.find(([letters, sid]) => who === letters || who === sid);
  if (known === undefined) return { sid: who, name: who, trusted: ADMINISTRATOR.test(who) };
  const [, sid, name, trusted] = known;
  return { sid, name, trusted: trusted !== undefined };
}
