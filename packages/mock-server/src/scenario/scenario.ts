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

/** A scenario, or all that is wrong with it. */
export type ParsedScenario =
  | { readonly kind: 'scenario'; readonly scenario: Scenario }
  | { readonly kind: 'problems'; readonly problems: readonly [ScenarioProblem, ...ScenarioProblem[]] };
