import type { OptionRow } from '../command-line/command.js';

/** Options of `mock` that have to do with scenario files. */
export const SCENARIO_OPTIONS: Readonly<Record<string, OptionRow>> = {
  scenario: { value: 'FILE', help: 'keys, limits, answers and failures from this file, YAML or JSON' },
  watch: { help: 'with --scenario: apply the file again whenever it changes' },
  check: { help: 'with --scenario: say what is wrong in the file, and start nothing' },
  record: {
    value: 'FILE',
    help: 'pass each call on to a real server, which bills it, and write its answers as a scenario',
  },
  to: { value: 'HOST:PORT', help: 'with --record: the real server' },
  'to-tls': { help: 'with --record: encrypt, and trust the roots that Node trusts' },
  'to-ca-file': { value: 'PATH', help: 'with --record: encrypt, and trust the roots in this PEM file' },
  drift: {
    value: 'FILE',
    help: 'say where the answers in a recording differ from those of the in-memory models (exit code 11)',
  },
  'print-schema': { help: 'print the JSON Schema of scenario files, and start nothing' },
};
