export function realmCases(kit: object, expect: unknown): [title: string, run: () => Promise<void>][];
