import { isDlubalError, messageOf, sentencesOf } from '@dlubal-kit/auth-core';
import type { RpcHandler } from '../handlers/rpc-handler.js';
import type { KeySpec } from '../keys/mock-key.js';
import type { Scenario } from './scenario.js';
import { variableIn } from './scenario-checks.js';
import { scenarioHandler } from './scenario-handler.js';
import type { FileFault, FileHandler, FileKey, ScenarioFile } from './scenario-types.js';

interface BuildInput {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where a handler is declared, as `file:line`. */
  readonly placeOf: (index: number) => string;
  /** Is told why a handler cannot be made; it is left out. */
  readonly onBadHandler: (index: number, why: string) => void;
}

/** Makes a scenario out of a file in which nothing was found wrong. */
export function buildScenario(file: ScenarioFile, { env, placeOf, onBadHandler }: BuildInput): Scenario {
  const { $schema, version, keys, handlers = [], faults = [], play = [], ...plain } = file;
  const build = (handler: FileHandler, index: number): RpcHandler[] => {
    try {
      return [scenarioHandler(handler, placeOf(index))];
    } catch (cause) {
      onBadHandler(index, isDlubalError(cause) ? sentencesOf(cause.failure) : messageOf(cause));
      return [];
    }
  };
  const specs = Object.entries(keys ?? {}).map(([label, key]) => [label, keySpec(key ?? {}, env)] as const);
  return {
    options: {
      ...plain,
      ...(keys === undefined ? {} : { keys: Object.fromEntries(specs) }),
      handlers: handlers.flatMap(build),
    },
    faults: faults.map(faultOf),
    stories: play,
    file,
  };
}

function keySpec({ value, ...spec }: FileKey, env: BuildInput['env']): KeySpec {
  const text = value === undefined ? undefined : env[variableIn(value)];
  return text === undefined ? spec : { ...spec, value: text };
}

function faultOf({ name, ...options }: FileFault): Scenario['faults'][number] {
  return { name, options };
}
