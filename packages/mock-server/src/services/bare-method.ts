import type { ServiceDefinition } from './services.js';

/** A method of which no more is known than its path: its messages are bytes. */
export function bareMethod(path: string): ServiceDefinition {
  const same = <Bytes extends Buffer>(bytes: Bytes): Bytes => bytes;
  return {
    [path]: {
      path,
      requestStream: false,
      responseStream: false,
      requestDeserialize: same,
      responseSerialize: same,
    },
  };
}
