import type { Schema } from '@cfworker/json-schema';

/** One schema or another, by a third. What is wrong is then reported of the one that holds, not of the choice. */
export function ifThen(condition: Schema, then: Schema, otherwise?: Schema): Schema {
  return { if: condition, then, ...(otherwise === undefined ? {} : { else: otherwise }) };
}
