import { isDlubalError, messageOf, sentencesOf } from '@dlubal-kit/auth-core';
import type { KeySpec } from '../keys/mock-key.js';
import { fieldTests } from '../patterns/field-patterns.js';
import { applicationOf } from '../services/applications.js';
import { bareMethod } from '../services/bare-method.js';
import type { ServedServices } from '../services/services.js';
import { faultTarget, type HandlerTarget, type KnownServices, targetOf } from './handler-target.js';
import type { Scenario } from './scenario.js';
import { variableIn } from './scenario-checks.js';
import { scenarioFault } from './scenario-fault.js';
import { scenarioHandler } from './scenario-handler.js';
import type { FileKey, ScenarioFile } from './scenario-types.js';

interface BuildInput {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Services that handlers and faults can name. */
  readonly services: KnownServices;
  /** Where a handler is declared, as `file:line`. */
  readonly placeOf: (index: number) => string;
  /** Is told why a handler or a fault cannot be made; it is left out. */
  readonly onBad: (path: readonly [list: 'handlers' | 'faults', index: number], why: string) => void;
}

/** Makes a scenario out of a file in which nothing was found wrong. */
export function buildScenario(file: ScenarioFile, { env, services, placeOf, onBad }: BuildInput): Scenario {
  const { $schema, version, keys, handlers = [], faults = [], play = [], ...plain } = file;
  const testOf = fieldTests();
  const built = made(
    handlers,
    (handler, index) => {
      const target = targetOf(handler, services);
      return { target, handler: scenarioHandler(handler, target, { place: placeOf(index), testOf }) };
    },
    (index, why) => onBad(['handlers', index], why),
  );
  const targets = built.map(({ target }) => target);
  const struck = made(
    faults,
    (fault) => {
      const target = faultTarget(fault, services, targets);
      return { target, fault: scenarioFault(fault, target, testOf) };
    },
    (index, why) => onBad(['faults', index], why),
  );
  const specs = Object.entries(keys ?? {}).map(([label, key]) => [label, keySpec(key ?? {}, env)] as const);
  return {
    options: {
      ...withoutOwn(plain),
      ...servedIn(file, services, [...targets, ...struck.flatMap(({ target }) => target ?? [])]),
      ...(keys === undefined ? {} : { keys: Object.fromEntries(specs) }),
      handlers: built.map(({ handler }) => handler),
    },
    faults: struck.map(({ fault }) => fault),
    stories: play,
    file,
  };
}

/** What could be made of each; the others are reported. */
function made<In, Out>(
  items: readonly In[],
  make: (item: In, index: number) => Out,
  onBad: (index: number, why: string) => void,
): Out[] {
  return items.flatMap((item, index) => {
    try {
      return [make(item, index)];
    } catch (cause) {
      onBad(index, isDlubalError(cause) ? sentencesOf(cause.failure) : messageOf(cause));
      return [];
    }
  });
}

/** What the server is given: the file's own fields, `x-…`, are places for anchors. */
function withoutOwn<Fields extends object>(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !name.startsWith('x-'))) as Fields;
}

/** Services that a server has to know for these methods: given ones, copies of RFEM's, and methods that are answered with bytes. */
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
