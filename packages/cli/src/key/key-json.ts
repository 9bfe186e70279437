import { fingerprint, type ResolvedKey } from '@dlubal-kit/auth-core';

/** A resolved key as `--json` prints it. */
export interface KeyJson {
  readonly name: string | null;
  readonly source: string;
  readonly masked: string;
  readonly fingerprint: string;
}

export function keyJson({ key, name, source }: ResolvedKey): KeyJson {
  return { name: name ?? null, source, masked: key.masked, fingerprint: fingerprint(key.reveal()) };
}
