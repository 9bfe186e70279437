import { checkFields, MisuseError, TEXT } from '@dlubal-kit/auth-core';
import { readRegular } from '../proto-files/read-proto.js';
import type { ServiceDefinition } from './services.js';

const HOW =
  'Write it with "protoc --include_imports --descriptor_set_out FILE" or "buf build --as-file-descriptor-set -o FILE".';

/**
 * Reads the services of a file with a google.protobuf.FileDescriptorSet, which protobuf's compilers write; for
 * `server.addService` and `parseScenario`, in the same form as those of `loadProto`.
 *
 * @returns the services by full name, for example `greet.Greeter`.
 * @throws {MisuseError} when the file cannot be read, is not a descriptor set, lacks an imported file, or has no service.
 * @example const { 'greet.Greeter': greeter } = await loadDescriptorSet('greet.binpb');
 */
export async function loadDescriptorSet(file: string): Promise<Record<string, ServiceDefinition>> {
  checkFields({ file }, { file: TEXT }, "loadDescriptorSet's arguments");
  const bytes = await readRegular(file).catch((cause: NodeJS.ErrnoException) => {
    throw new MisuseError(`The descriptor set ${file} cannot be read: ${cause.message}.`, 'Check its name.', {
      cause,
    });
  });
  const { serviceDefinitions, filesInSet } = await import('./service-definitions.js');
  let services: Record<string, ServiceDefinition>;
  try {
    services = serviceDefinitions(filesInSet(bytes));
  } catch (cause) {
    throw new MisuseError(
      `The file ${file} is not a whole descriptor set: ${(cause as Error).message}.`,
      HOW,
      { cause },
    );
  }
  if (Object.keys(services).length > 0) return services;
  throw new MisuseError(`The descriptor set ${file} has no service.`, HOW);
}
