import { MisuseError } from '@dlubal-kit/auth-core';
import type { FaultOptions } from '../door/fault-options.js';
import type { ChangeableOptions } from '../door/reconfigure.js';
import type { FaultName } from '../faults/fault.js';
import type { KeySpec } from '../keys/mock-key.js';
import type { StoryName } from '../stories/story-table.js';
import type { ScenarioProblem } from '../yaml/source-text.js';
import type { ScenarioFile } from './scenario-types.js';

/** What a scenario file says, ready for a server. */
export interface Scenario {
  /** For `startMockServer`, in addition to port and host. */
  readonly options: ChangeableOptions & { readonly keys?: Readonly<Record<string, KeySpec>> };
  /** For `server.fault`. */
  readonly faults: readonly { readonly name: FaultName; readonly options: FaultOptions }[];
  /** For `server.play`, or that of a session where a key is named. */
  readonly stories: readonly { readonly name: StoryName; readonly key?: string }[];
  /** The file itself, as data. */
  readonly file: ScenarioFile;
}

/** @throws {MisuseError} for something else, such as what `parseScenario` gives around it. */
export function checkScenario(thing: unknown): asserts thing is Scenario {
  const { options, faults, stories, file } = (thing ?? {}) as Partial<Scenario>;
  const all = [options, faults, stories, file];
  if (all.every((part) => typeof part === 'object' && part !== null)) return;
  throw new MisuseError(
    'This is not a scenario.',
    "Give the field scenario of what parseScenario returns, where its kind is 'scenario'.",
  );
}

/** A scenario, or all that is wrong with it. */
export type ParsedScenario =
  | { readonly kind: 'scenario'; readonly scenario: Scenario }
  | { readonly kind: 'problems'; readonly problems: readonly [ScenarioProblem, ...ScenarioProblem[]] };
