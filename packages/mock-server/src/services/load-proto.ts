import { dirname, isAbsolute, relative, resolve } from 'node:path';
import { checkFields, type FieldChecks, LIST, MisuseError } from '@dlubal-kit/auth-core';
import { importsOf } from './proto-imports.js';
import { readProto } from './read-proto.js';
import type { ServiceDefinition } from './services.js';

export interface LoadProtoOptions {
  /**
   * Folders in which imports are looked for, in order; nothing outside of them is read.
   * @default the folder of the file
   */
  readonly includeDirs?: readonly [string, ...string[]];
}

const LOAD_FIELDS: FieldChecks<LoadProtoOptions> = { includeDirs: LIST };

/** Files that the loader brings along. */
const WELL_KNOWN = /^google\/protobuf\/\w+\.proto$/;

/**
 * Reads the services of a .proto file, for `server.addService`; reflection tells of them. Needs `@grpc/proto-loader`
 * next to this package.
 *
 * @returns the services by full name, for example `greet.Greeter`.
 * @throws {Error} when the file, or one that it imports, cannot be read, is outside of the folders or no .proto; when it
 * declares no service; when `@grpc/proto-loader` is not installed. The message names file and line.
 * @example
 * const { 'greet.Greeter': greeter } = await loadProto('protos/greet.proto');
 * server.addService(greeter, { hello: ({ name }) => ({ text: `Hello ${name}` }) });
 */
export async function loadProto(
  file: string,
  options: LoadProtoOptions = {},
): Promise<Record<string, ServiceDefinition>> {
  checkFields(options, LOAD_FIELDS, "loadProto's options");
  const path = resolve(file);
  const folders = (options.includeDirs ?? [dirname(path)]).map((folder) => resolve(folder));
  await checkImports(path, folders, new Set(), `The .proto file ${file}`);
  const { load } = await protoLoader();
  const loaded = await load(path, {
    includeDirs: folders,
    keepCase: false,
    defaults: true,
    oneofs: true,
  }).catch((cause: Error) => {
    throw new MisuseError(`The .proto file ${file} cannot be read: ${cause.message}.`, 'Fix it there.', {
      cause,
    });
  });
  const services = Object.entries(loaded).filter(([, definition]) => !('format' in definition));
  if (services.length > 0)
    return Object.fromEntries(services) as unknown as Record<string, ServiceDefinition>;
  throw new MisuseError(
    `The .proto file ${file} declares no service that JavaScript can hold.`,
    'Check its service and the name of its package.',
  );
}

/** Follows the imports before the loader does, which would read what lies outside of the folders. */
async function checkImports(
  path: string,
  folders: readonly string[],
  seen: Set<string>,
  who: string,
): Promise<void> {
  if (seen.has(path)) return;
  seen.add(path);
  const text = await readProto(path).catch((cause: NodeJS.ErrnoException) => {
    const [why, remedy] = READ_CAUSES[cause.code ?? ''] ?? [cause.message, 'See the cause.'];
    throw new MisuseError(`${who} cannot be read: ${why}.`, remedy, { cause });
  });
  for (const { name, line } of importsOf(text)) {
    if (WELL_KNOWN.test(name)) continue;
    const where = `${path}, line ${line}: the import of ${JSON.stringify(name)}`;
    // The loader drops escapes, and would read another file than the one that was looked at.
    if (name.includes('\\')) throw new MisuseError(`${where} has a backslash.`, 'Write the path with "/".');
    await checkImports(await inFolders(name, folders, where), folders, seen, where);
  }
}

const READ_CAUSES: Readonly<Record<string, readonly [why: string, remedy: string]>> = {
  ENOENT: ['there is no such file', 'Check its name.'],
  EISDIR: ['it is a folder', 'Name a file in it.'],
  EACCES: ['this user is not allowed to read it', 'Check its permissions.'],
};

async function inFolders(name: string, folders: readonly string[], where: string): Promise<string> {
  const { realpath } = await import('node:fs/promises');
  for (const folder of folders) {
    const real = await realpath(resolve(folder, name)).catch(() => undefined);
    if (real === undefined) continue;
    const inside = relative(await realpath(folder), real);
    if (!inside.startsWith('..') && !isAbsolute(inside)) return real;
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

async function protoLoader(): Promise<typeof import('@grpc/proto-loader')> {
  try {
    return await import('@grpc/proto-loader');
  } catch (cause) {
    throw new MisuseError(
      'loadProto needs @grpc/proto-loader, which is not installed.',
      'Run npm install --save-dev @grpc/proto-loader.',
      { cause },
    );
  }
}
