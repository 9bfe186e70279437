import { realpath } from 'node:fs/promises';
import { basename, isAbsolute, relative, resolve, sep } from 'node:path';
import { MisuseError } from '@dlubal-kit/auth-core';
import { importsOf, type ProtoImport } from './proto-imports.js';
import { readProto } from './read-proto.js';

/** A .proto file, by the name under which others import it. */
export interface ProtoSource {
  readonly name: string;
  readonly text: string;
  readonly imports: readonly ProtoImport[];
}

/** Files that gRPC's tools bring along; ours come from `@bufbuild/protobuf`. */
export const WELL_KNOWN: RegExp = /^google\/protobuf\/\w+\.proto$/;

/**
 * Reads a .proto file and all that it imports, each once, imported files first. Nothing outside of the folders is read.
 *
 * @throws {MisuseError} when one cannot be read, or is outside of the folders; the message names file and line.
 */
export async function readProtos(path: string, folders: readonly string[]): Promise<ProtoSource[]> {
  const found: ProtoSource[] = [];
  await follow({ path, name: nameIn(path, folders) }, folders, new Map(), found, `The .proto file ${path}`);
  return found;
}

async function follow(
  { path, name }: { readonly path: string; readonly name: string },
  folders: readonly string[],
  seen: Map<string, 'open' | 'read'>,
  found: ProtoSource[],
  who: string,
): Promise<void> {
  const state = seen.get(path);
  if (state === 'open') {
    throw new MisuseError(
      `${who} leads back to a file that imports it.`,
      'Move what both need into a file of its own: no compiler of protobuf accepts a circle.',
    );
  }
  if (state === 'read') return;
  seen.set(path, 'open');
  const text = await readProto(path).catch((cause: NodeJS.ErrnoException) => {
    const [why, remedy] = READ_CAUSES[cause.code ?? ''] ?? [cause.message, 'See the cause.'];
    throw new MisuseError(`${who} cannot be read: ${why}.`, remedy, { cause });
  });
  const imports = importsOf(text);
  for (const { name: wanted, line } of imports) {
    if (WELL_KNOWN.test(wanted)) continue;
    const where = `${path}, line ${line}: the import of ${JSON.stringify(wanted)}`;
    if (wanted.includes('\\')) throw new MisuseError(`${where} has a backslash.`, 'Write the path with "/".');
    const real = await inFolders(wanted, folders, where);
    await follow({ path: real, name: wanted }, folders, seen, found, where);
  }
  seen.set(path, 'read');
  found.push({ name, text, imports });
}

const READ_CAUSES: Readonly<Record<string, readonly [why: string, remedy: string]>> = {
  ENOENT: ['there is no such file', 'Check its name.'],
  EISDIR: ['it is a folder', 'Name a file in it.'],
  EACCES: ['this user is not allowed to read it', 'Check its permissions.'],
};

/** What an import of the file would say. */
function nameIn(path: string, folders: readonly string[]): string {
  const names = folders.map((folder) => relative(folder, path)).filter((name) => !leadsOut(name));
  return (names[0] ?? basename(path)).split(sep).join('/');
}

const leadsOut = (name: string): boolean => name.startsWith('..') || isAbsolute(name);

async function inFolders(name: string, folders: readonly string[], where: string): Promise<string> {
  for (const folder of folders) {
    const real = await realpath(resolve(folder, name)).catch(() => undefined);
    if (real === undefined) continue;
    if (!leadsOut(relative(await realpath(folder), real))) return real;
    throw new MisuseError(
      `${where} leads out of ${folder}.`,
      'Name a folder above both in includeDirs, or move the file.',
    );
  }
  throw new MisuseError(
    `${where} is in none of the folders ${folders.join(', ')}.`,
    'Name its folder in includeDirs.',
  );
}
