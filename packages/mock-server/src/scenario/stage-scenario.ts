import type { MockServer } from '../door/mock-server.js';
import type { Story } from '../stories/story.js';
import type { Scenario } from './scenario.js';

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
  let staged = scenario;
  let end = begin(server, scenario);
  // What `reset()` ends comes back as the file has it.
  server.onReset(() => {
    end = begin(server, staged);
  });
  return {
    change(next) {
      end();
      const { keys, ...options } = next.options;
      const made = changeKeys(server, keys);
      server.reconfigure(options);
      staged = next;
      end = begin(server, next);
      return made;
    },
  };
}

/** The stories' own changes to keys are taken back first, so that they do not outlive them. */
function begin(server: MockServer, { faults, stories }: Scenario): () => void {
  const ends = [
    ...faults.map(({ name, options }) => server.fault(name, options)),
    ...stories.map(({ name, key }) => {
      const story: Story = (key === undefined ? server : server.session(key)).play(name);
      return () => story.end();
    }),
  ];
  return () => {
    for (const end of ends.reverse()) end();
  };
}

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
