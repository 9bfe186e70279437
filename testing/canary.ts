import { inspect } from 'node:util';
import { expect } from 'vitest';

/** Every way in which a thing can be shown: text, JSON, inspection with hidden fields, stack and causes. */
function faces(thing: unknown, depth = 0): string[] {
  const shown = [
    inspect(thing, { showHidden: true, depth: 12, maxStringLength: null, maxArrayLength: null }),
  ];
  shown.push(
    thing instanceof Map || thing instanceof Set ? JSON.stringify([...thing]) : String(JSON.stringify(thing)),
  );
  shown.push(String(thing));
  if (thing instanceof Error) {
    shown.push(thing.message, String(thing.stack));
    if (depth < 8 && thing.cause !== undefined) shown.push(...faces(thing.cause, depth + 1));
  }
  return shown;
}

/** Fails if any of the things shows the key: as it is, without its prefix, or in base64 of a header. */
export function expectNoKey(key: string, ...things: readonly unknown[]): void {
  const bare = key.replace(/^ak-/, '');
  const encoded = [key, `Bearer ${key}`].map((text) =>
    Buffer.from(text).toString('base64').replace(/=+$/, ''),
  );
  for (const face of things.flatMap((thing) => faces(thing))) {
    const leaked = [key, bare, ...encoded].some((secret) => face.includes(secret));
    expect(leaked, `a key is visible in: ${face.replaceAll(bare, '<KEY>').slice(0, 400)}`).toBe(false);
  }
}
