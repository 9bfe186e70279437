import type { IncomingCall } from '../engine/incoming-call.js';
import type { CallSink } from '../engine/open-stream.js';
import type { Services } from '../services/services.js';
import { HEALTH_METHODS } from './health.js';
import { REFLECTION_METHODS } from './reflection-method.js';

/**
 * A method of the mock server itself and not of the Dlubal API: it wants no key, is not counted, and leaves no entry in
 * the journal.
 */
export type BuiltInMethod = (call: IncomingCall, services: Services) => CallSink;

/** The built-in methods by path. */
export const BUILT_IN_METHODS: ReadonlyMap<string, BuiltInMethod> = new Map([
  ...HEALTH_METHODS,
  ...REFLECTION_METHODS,
]);
