import type { Call } from '../../../command-line/command.js';
import { SCENARIO_OPTIONS } from '../../../command-rows/scenario-options.js';

/** Whether a call has anything to do with scenario files; without, their reader is not loaded. */
export function usesScenario({ flags, values }: Call): boolean {
  return Object.keys(SCENARIO_OPTIONS).some((name) => flags[name] === true || values[name] !== undefined);
}
