import type { BuiltInMethod } from './built-in-method.js';
import { HEALTH_METHODS } from './health.js';
import { REFLECTION_METHODS } from './reflection-method.js';

/** The built-in methods by path. */
export const BUILT_IN_METHODS: ReadonlyMap<string, BuiltInMethod> = new Map([
  ...HEALTH_METHODS,
  ...REFLECTION_METHODS,
]);
