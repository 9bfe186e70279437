import { isDlubalError } from '@dlubal-kit/auth-core';
import type { ServiceDefinition } from '@dlubal-kit/mock-server';
import { UsageError } from '../../../failure/usage-error.js';
import { pathOf } from '../../../key/path-of.js';
import type { Context } from '../../../terminal/context.js';

/** The options that name services other than RFEM's. */
export interface ServiceOptions {
  readonly proto: readonly string[];
  readonly protoPath: readonly string[];
  readonly descriptorSet: readonly string[];
}

/** Services by their full names. */
export type LoadedServices = Readonly<Record<string, ServiceDefinition>>;

/**
 * Reads the services of all files. The parser is loaded for those who name one.
 *
 * @throws {UsageError} when a file cannot be read, or is not what it is said to be.
 */
export async function loadServices(
  { proto, protoPath, descriptorSet }: ServiceOptions,
  context: Context,
): Promise<LoadedServices> {
  if (proto.length + descriptorSet.length === 0) return {};
  const { loadProto, loadDescriptorSet } = await import('@dlubal-kit/mock-server');
  const [first, ...more] = protoPath.map((folder) => pathOf(folder, '--proto-path', context));
  const options = first === undefined ? {} : { includeDirs: [first, ...more] as const };
  try {
    const loaded = await Promise.all([
      ...proto.map((file) => loadProto(pathOf(file, '--proto', context), options)),
      ...descriptorSet.map((file) => loadDescriptorSet(pathOf(file, '--descriptor-set', context))),
    ]);
    return Object.assign({}, ...loaded) as LoadedServices;
  } catch (cause) {
    if (!isDlubalError(cause)) throw cause;
    const { happened, remedy } = cause.failure;
    throw new UsageError(happened, remedy.replace('includeDirs', '--proto-path'), { cause });
  }
}
