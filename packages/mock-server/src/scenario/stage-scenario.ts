import type { MockServer } from '../door/mock-server.js';
import type { Story } from '../stories/story.js';
import { checkScenario, type Scenario } from './scenario.js';

/** A scenario at work on a server. */
export interface StagedScenario {
  /**
   * Puts another scenario in its place: keys, limits, handlers, faults, stories. Keys that it does not name are unknown
   * from then on; connections, models, counters and the texts of keys stay.
   *
   * @returns labels of the keys that are new.
   * @throws {MisuseError} when the text of a new key is taken; nothing else was changed then.
   */
  change(next: Scenario): string[];
}

/**
 * Begins the faults and stories of a scenario on the server that was started with its options.
 *
 * @example
 * const server = await startMockServer({ ...scenario.options, port: 9000 });
 * const staged = stageScenario(server, scenario);
 */
export function stageScenario(server: MockServer, scenario: Scenario): StagedScenario {
  checkScenario(scenario);
  let running = begin(server, scenario);
  // What a reset ended, or used up, comes back as the file has it: for all, or for the key whose session was reset.
  server.onReset((key) => {
    for (const part of running) if (key === undefined || part.key === key.label) part.again();
  });
  return {
    change(next) {
      checkScenario(next);
      for (const part of [...running].reverse()) part.end();
      const { keys, ...options } = next.options;
      const made = changeKeys(server, keys);
      server.reconfigure(options);
      running = begin(server, next);
      return made;
    },
  };
}

/** A fault or a story that was begun. */
class Part {
  /** Label of the one key that it is about; undefined for all keys. */
  readonly key: string | undefined;
  readonly #begin: () => () => void;
  #end: () => void;

  constructor(key: string | undefined, begin: () => () => void) {
    this.key = key;
    this.#begin = begin;
    this.#end = begin();
  }

  end(): void {
    this.#end();
  }

  again(): void {
    this.#end();
    this.#end = this.#begin();
  }
}

/** In this order; they end in the other one, so that the stories' own changes to keys are taken back first. */
function begin(server: MockServer, { faults, stories }: Scenario): Part[] {
  return [
    ...faults.map(({ name, options }) => new Part(keyOf(options), () => server.fault(name, options))),
    ...stories.map(
      ({ name, key }) =>
        new Part(key, () => {
          const story: Story = (key === undefined ? server : server.session(key)).play(name);
          return () => story.end();
        }),
    ),
  ];
}

const keyOf = ({ when }: Scenario['faults'][number]['options']): string | undefined =>
  typeof when === 'object' ? when.key : undefined;

function changeKeys(server: MockServer, specs: Scenario['options']['keys'] = { project_1: {} }): string[] {
  const known = new Set(Object.keys(server.keys));
  const made = Object.keys(specs).filter((label) => !known.has(label));
  for (const label of made) server.mintKey({ label, ...specs[label] });
  for (const label of known) {
    const key = server.key(label);
    const spec = Object.hasOwn(specs, label) ? specs[label] : undefined;
    key.state = spec === undefined ? 'unknown' : (spec.state ?? 'active');
    key.limit = spec?.limit ?? Number.POSITIVE_INFINITY;
  }
  return made;
}
