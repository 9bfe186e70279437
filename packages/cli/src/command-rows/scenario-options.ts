import type { OptionRow } from '../command.js';

/** Options of `mock` that have to do with scenario files. */
export const SCENARIO_OPTIONS: Readonly<Record<string, OptionRow>> = {
  scenario: { value: 'FILE', help: 'keys, limits, answers and failures from this file, YAML or JSON' },
  watch: { help: 'with --scenario: apply the file again whenever it changes' },
  check: { help: 'with --scenario: say what is wrong in the file, and start nothing' },
  'print-schema': { help: 'print the JSON Schema of scenario files, and start nothing' },
};
