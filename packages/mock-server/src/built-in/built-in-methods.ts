import { STATUS_CODES } from '../wire/status-code.js';
import type { BuiltInMethod } from './built-in-method.js';
import { BUILT_IN_SERVICES } from './built-in-services.js';
import { HEALTH_METHODS } from './health.js';
import { REFLECTION_METHODS } from './reflection-method.js';

const METHODS: ReadonlyMap<string, BuiltInMethod> = new Map([...HEALTH_METHODS, ...REFLECTION_METHODS]);

/** The built-in method of a path; where a built-in service has no such method, one that says so. */
export function builtInMethod(path: string): BuiltInMethod | undefined {
  const known = METHODS.get(path);
  if (known !== undefined || !path.startsWith('/grpc.')) return known;
  return BUILT_IN_SERVICES.includes(path.slice(1, path.lastIndexOf('/'))) ? notThere : undefined;
}

const notThere: BuiltInMethod = (call) => ({
  message() {},
  halfClose: () => call.finish(STATUS_CODES.UNIMPLEMENTED, 'The mock server does not have this method.'),
});
