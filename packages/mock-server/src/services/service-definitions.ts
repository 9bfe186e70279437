import {
  create,
  createFileRegistry,
  type DescService,
  type FileRegistry,
  fromBinary,
  toBinary,
} from '@bufbuild/protobuf';
import {
  type FileDescriptorProto,
  FileDescriptorProtoSchema,
  FileDescriptorSetSchema,
} from '@bufbuild/protobuf/wkt';
import type { TestMaker } from '../patterns/field-patterns.js';
import { partialRequest } from './partial-request.js';
import { plainCodec } from './plain-codec.js';
import type { ServiceDefinition } from './services.js';

/** The files of a google.protobuf.FileDescriptorSet, imported files first. @throws {Error} when it is not one. */
export function filesInSet(bytes: Uint8Array): FileDescriptorProto[] {
  const all = new Map(fromBinary(FileDescriptorSetSchema, bytes).file.map((file) => [file.name, file]));
  const sorted = new Set<FileDescriptorProto>();
  const visit = (name: string): void => {
    const file = all.get(name);
    if (file === undefined || !all.delete(name)) return;
    for (const other of file.dependency) visit(other);
    sorted.add(file);
  };
  for (const name of [...all.keys()]) visit(name);
  return [...sorted];
}

/**
 * The services of descriptors by full name, for `server.addService` and `parseScenario`.
 *
 * @param files imported files first.
 * @throws {Error} when an imported file or a type is missing.
 */
export function serviceDefinitions(files: readonly FileDescriptorProto[]): Record<string, ServiceDefinition> {
  const registry = createFileRegistry(create(FileDescriptorSetSchema, { file: [...files] }));
  const bytes = files.map((file) => toBinary(FileDescriptorProtoSchema, file));
  const services = [...registry].filter((each): each is DescService => each.kind === 'service');
  return Object.fromEntries(
    services.map((service) => [service.typeName, definitionOf(service, registry, bytes)]),
  );
}

function definitionOf(
  { typeName, methods }: DescService,
  registry: FileRegistry,
  fileDescriptorProtos: readonly Uint8Array[],
): ServiceDefinition {
  const rows = methods.map(({ name, methodKind, input, output }) => {
    const request = plainCodec(input, registry);
    const response = plainCodec(output, registry);
    return [
      name,
      {
        path: `/${typeName}/${name}`,
        requestStream: methodKind === 'client_streaming' || methodKind === 'bidi_streaming',
        responseStream: methodKind === 'server_streaming' || methodKind === 'bidi_streaming',
        requestDeserialize: request.decode,
        responseSerialize: response.encode,
        requestType: { fileDescriptorProtos },
        requestInFile: (fields: object, testOf?: TestMaker) => partialRequest(input, fields, testOf),
      },
    ] as const;
  });
  return Object.fromEntries(rows);
}
