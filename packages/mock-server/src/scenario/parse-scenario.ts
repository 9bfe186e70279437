import { findKeys, keyFlaw, redact, replaceObeyed } from '@dlubal-kit/auth-core';
import { type DataPath, readYaml, type YamlData } from '../yaml/read-yaml.js';
import {
  MAX_PROBLEMS,
  problemsIn,
  type ScenarioProblem,
  sourceText,
  type TellProblem,
} from '../yaml/source-text.js';
import { buildScenario } from './build-scenario.js';
import type { KnownServices } from './handler-target.js';
import type { ParsedScenario, Scenario } from './scenario.js';
import { scenarioFindings } from './scenario-checks.js';
import type { ScenarioFile } from './scenario-types.js';
import { schemaProblems } from './schema-problems.js';

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
  const read = sourceText(source);
  if ('problem' in read) return { kind: 'problems', problems: [read.problem] };
  const { text } = read;
  const tell = problemsIn(text);
  const keys = findKeys(text)
    .slice(0, MAX_PROBLEMS + 1)
    .map(({ start }) =>
      tell(
        start,
        `this is an API key, in a file that is committed. Remove it, and name the variable that contains it, as \${NAME}.`,
      ),
    );
  const yaml = readYaml(text, tell);
  if ('problems' in yaml) return orProblems([...keys, ...yaml.problems], undefined);
  const { scenario, problems } = readData(tell, yaml, options);
  return orProblems([...keys, ...problems], scenario);
}

function readData(
  tell: TellProblem,
  { data, offsetOf }: YamlData,
  { file = 'scenario', env = {}, services = {} }: ParseScenarioOptions,
): { scenario?: Scenario; problems: ScenarioProblem[] } {
  const place = (path: DataPath, message: string, at: 'value' | 'name' = 'value'): ScenarioProblem =>
    tell(offsetOf(path, at), message, pathText(path));
  const unfit = schemaProblems(data).map(({ path, message, at }) => place(path, message, at));
  if (unfit.length > 0) return { problems: unfit };
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

/** Messages quote names from the file: no key, and nothing that a terminal would obey. */
const safe = (text: string): string => replaceObeyed(redact(text), '?');

function orProblems(problems: readonly ScenarioProblem[], scenario: Scenario | undefined): ParsedScenario {
  const sorted = [...problems].sort((a, b) => a.line - b.line || a.column - b.column);
  const told = listed(sorted).map((one) => ({ ...one, path: safe(one.path), message: safe(one.message) }));
  const [first, ...more] = told;
  if (first !== undefined) return { kind: 'problems', problems: [first, ...more] };
  if (scenario === undefined) throw new Error('There are neither problems nor a scenario.');
  return { kind: 'scenario', scenario };
}

function listed(problems: readonly ScenarioProblem[]): readonly ScenarioProblem[] {
  const next = problems[MAX_PROBLEMS];
  if (next === undefined) return problems;
  const message = `more than these ${MAX_PROBLEMS} problems were found. Fix them first.`;
  return [...problems.slice(0, MAX_PROBLEMS), { ...next, path: '', message }];
}

/** `handlers[0].reply`. */
function pathText(path: DataPath): string {
  return path
    .map((step) => (/^\d+$/.test(String(step)) ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');
}
