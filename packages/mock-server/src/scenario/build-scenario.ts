import { isDlubalError, messageOf, sentencesOf } from '@dlubal-kit/auth-core';
import type { RpcHandler } from '../handlers/rpc-handler.js';
import type { KeySpec } from '../keys/mock-key.js';
import { applicationOf } from '../services/applications.js';
import { bareMethod } from '../services/bare-method.js';
import type { ServedServices } from '../services/services.js';
import { type HandlerTarget, type KnownServices, targetOf } from './handler-target.js';
import type { Scenario } from './scenario.js';
import { variableIn } from './scenario-checks.js';
import { scenarioHandler } from './scenario-handler.js';
import type { FileFault, FileHandler, FileKey, ScenarioFile } from './scenario-types.js';

interface BuildInput {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Services that handlers can name. */
  readonly services: KnownServices;
  /** Where a handler is declared, as `file:line`. */
  readonly placeOf: (index: number) => string;
  /** Is told why a handler cannot be made; it is left out. */
  readonly onBadHandler: (index: number, why: string) => void;
}

/** Makes a scenario out of a file in which nothing was found wrong. */
export function buildScenario(
  file: ScenarioFile,
  { env, services, placeOf, onBadHandler }: BuildInput,
): Scenario {
  const { $schema, version, keys, handlers = [], faults = [], play = [], ...plain } = file;
  const targets: HandlerTarget[] = [];
  const build = (handler: FileHandler, index: number): RpcHandler[] => {
    try {
      const target = targetOf(handler, services);
      targets.push(target);
      return [scenarioHandler(handler, target, placeOf(index))];
    } catch (cause) {
      onBadHandler(index, isDlubalError(cause) ? sentencesOf(cause.failure) : messageOf(cause));
      return [];
    }
  };
  const specs = Object.entries(keys ?? {}).map(([label, key]) => [label, keySpec(key ?? {}, env)] as const);
  const built = handlers.flatMap(build);
  return {
    options: {
      ...plain,
      ...servedIn(file, services, targets),
      ...(keys === undefined ? {} : { keys: Object.fromEntries(specs) }),
      handlers: built,
    },
    faults: faults.map(faultOf),
    stories: play,
    file,
  };
}

/** Services that a server has to know for these handlers: given ones, copies of RFEM's, and methods that are answered with bytes. */
function servedIn(
  { applications = ['rfem'] }: ScenarioFile,
  services: KnownServices,
  targets: readonly HandlerTarget[],
): ServedServices {
  const copies = targets.flatMap(({ service }) =>
    service === undefined ? [] : (applicationOf(service) ?? []),
  );
  const bare = targets.filter(({ response }) => response === undefined).map(({ path }) => bareMethod(path));
  return {
    applications: [...new Set([...applications, ...copies])],
    services: [...Object.values(services), ...bare],
  };
}

function keySpec({ value, ...spec }: FileKey, env: BuildInput['env']): KeySpec {
  const text = value === undefined ? undefined : env[variableIn(value)];
  return text === undefined ? spec : { ...spec, value: text };
}

function faultOf({ name, ...options }: FileFault): Scenario['faults'][number] {
  return { name, options };
}
