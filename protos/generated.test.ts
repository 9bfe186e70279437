import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const here = fileURLToPath(new URL('.', import.meta.url));

function filesIn(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

test('generated/ is what `npm run generate` writes now', () => {
  const fresh = mkdtempSync(join(tmpdir(), 'protos-'));
  try {
    execFileSync(process.execPath, [join(here, 'generate.mjs'), fresh]);
    expect(filesIn(join(here, 'generated'))).toEqual(filesIn(fresh));
  } finally {
    rmSync(fresh, { recursive: true });
  }
});

test('an output of ts-proto that a patch does not fit stops the generator', async () => {
  const script = join(here, 'patch-codecs.mjs');
  const { patchCodecs } = (await import(script)) as {
    patchCodecs: (source: string, toHere: string) => string;
  };
  expect(() => patchCodecs('export const A: MessageFns<A> = { decode(reader) {} };', '../')).toThrow(
    /ts-proto writes its codecs differently/,
  );
});

test('the generated sources hold no TypeScript enum', () => {
  const sources = Object.values(filesIn(join(here, 'generated'))).join('\n');
  expect(sources).not.toMatch(/^\s*(export |const )*enum /m);
});
