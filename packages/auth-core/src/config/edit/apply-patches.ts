/** A piece of a text, [from, to), and what is there afterwards. */
export interface Patch {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** The text with every patch made. Patches do not overlap; their order does not matter. */
export function applyPatches(text: string, patches: readonly Patch[]): string {
  let after = '';
  let at = 0;
  for (const patch of [...patches].sort((a, b) => a.from - b.from || a.to - b.to)) {
    after += text.slice(at, patch.from) + patch.text;
    at = patch.to;
  }
  return after + text.slice(at);
}
