import { keyFlaw } from '@dlubal-kit/auth-core';
import { type DataRules, listedProblems, type OpenedData, openData } from '../schema/open-data.js';
import { scenarioSchema } from '../schema/scenario-schema.js';
import { MAX_PROBLEMS, type ScenarioProblem } from '../yaml/source-text.js';
import { buildScenario } from './build-scenario.js';
import type { KnownServices } from './handler-target.js';
import type { ParsedScenario, Scenario } from './scenario.js';
import { scenarioFindings } from './scenario-checks.js';
import type { ScenarioFile } from './scenario-types.js';

/** Options of `parseScenario`. */
export interface ParseScenarioOptions {
  /** Name of the file, for `listHandlers()`. @default 'scenario' */
  readonly file?: string;
  /** Variables that a key's `value` may name, as in `${MY_KEY}`. @default none */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /**
   * Services other than RFEM's that handlers can name, by their full names: what `loadProto` or `loadDescriptorSet` gives.
   * @default none
   */
  readonly services?: KnownServices;
}

/**
 * Reads a scenario file, YAML or JSON. Never throws: what is wrong comes back as a list, each with its place.
 *
 * @param source the file's bytes or text, at most 4 MiB.
 * @example
 * const parsed = parseScenario('version: 1\nkeys: { ci: { limit: 2 } }');
 * if (parsed.kind === 'scenario') await startMockServer(parsed.scenario.options);
 */
export function parseScenario(
  source: string | Uint8Array,
  options: ParseScenarioOptions = {},
): ParsedScenario {
  const opened = openData(source, rules());
  if (!('data' in opened)) return orProblems(opened.problems, undefined);
  const { scenario, problems } = readData(opened, options);
  return orProblems([...opened.problems, ...problems], scenario);
}

let schema: DataRules['schema'] | undefined;

function rules(): DataRules {
  schema ??= scenarioSchema();
  return {
    schema,
    insteadOfKey: `Remove it, and name the variable that contains it, as \${NAME}.`,
  };
}

function readData(
  { data, place }: OpenedData,
  { file = 'scenario', env = {}, services = {} }: ParseScenarioOptions,
): { scenario?: Scenario; problems: ScenarioProblem[] } {
  const checked = data as ScenarioFile;
  const problems = scenarioFindings(checked, env)
    .slice(0, MAX_PROBLEMS + 1)
    .map(({ path, message }) => place(path, message));
  const scenario = buildScenario(checked, {
    env,
    services,
    placeOf: (index) => `${file}:${place(['handlers', index], '').line}`,
    onBad: (path, why) => problems.push(place(path, why)),
  });
  for (const [label, { value }] of Object.entries(scenario.options.keys ?? {})) {
    const flaw = value === undefined ? undefined : keyFlaw(value);
    if (flaw === undefined) continue;
    problems.push(place(['keys', label, 'value'], `the value of this variable is not a key: ${flaw}`));
  }
  return { scenario, problems };
}

function orProblems(problems: readonly ScenarioProblem[], scenario: Scenario | undefined): ParsedScenario {
  const [first, ...more] = listedProblems(problems);
  if (first !== undefined) return { kind: 'problems', problems: [first, ...more] };
  if (scenario === undefined) throw new Error('There are neither problems nor a scenario.');
  return { kind: 'scenario', scenario };
}
