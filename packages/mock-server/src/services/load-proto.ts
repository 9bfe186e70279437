import { dirname, resolve } from 'node:path';
import { checkFields, type FieldChecks, listOf, MisuseError, TEXT } from '@dlubal-kit/auth-core';
import type { ServiceDefinition } from './services.js';

/** Options of `loadProto`. */
export interface LoadProtoOptions {
  /**
   * Folders in which imports are looked for, in order; nothing outside of them is read.
   * @default the folder of the file
   */
  readonly includeDirs?: readonly [string, ...string[]];
}

const LOAD_FIELDS: FieldChecks<LoadProtoOptions> = { includeDirs: listOf(TEXT) };

/**
 * Reads the services of a .proto file, for `server.addService`, or for `parseScenario`; reflection tells of them.
 *
 * Messages are plain objects in protobuf's JSON mapping: names in camelCase, enums by name, 64-bit numbers as text,
 * timestamps as RFC 3339; bytes are Uint8Array. A field that does not exist, or has another type, is an error.
 *
 * @returns the services by full name, for example `greet.Greeter`.
 * @throws {MisuseError} when the file, or one that it imports, cannot be read, is outside of the folders or not a .proto;
 * when it declares no service. The message names file and line.
 * @example
 * const { 'greet.Greeter': greeter } = await loadProto('protos/greet.proto');
 * server.addService(greeter, { hello: ({ name }) => ({ text: `Hello ${name}` }) });
 */
export async function loadProto(
  file: string,
  options: LoadProtoOptions = {},
): Promise<Record<string, ServiceDefinition>> {
  checkFields({ file }, { file: TEXT }, "loadProto's arguments");
  checkFields(options, LOAD_FIELDS, "loadProto's options");
  const path = resolve(file);
  const folders = (options.includeDirs ?? [dirname(path)]).map((folder) => resolve(folder));
  // The parser is large, and only those who have a .proto need it. One import after the other: where a runner links modules
  // itself (vmThreads, Jest's ESM), two at once that share a file fail with "request for … is not in cache".
  const { readProtos } = await import('../proto-files/read-protos.js');
  const { parseProtos } = await import('../proto-files/parse-protos.js');
  const { serviceDefinitions } = await import('./service-definitions.js');
  const services = serviceDefinitions(parseProtos(await readProtos(path, folders)));
  if (Object.keys(services).length > 0) return services;
  throw new MisuseError(
    `The .proto file ${file} declares no service.`,
    'Give the file that declares one; the files that it imports are read with it.',
  );
}
