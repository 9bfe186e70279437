import { dispose } from '@dlubal-kit/auth-core';
import type { KeyState } from '../keys/key-state.js';
import type { MockKey } from '../keys/mock-key.js';
import type { Meters } from '../metering/meters.js';
import type { MovableClock } from '../metering/movable-clock.js';
import type { Stage } from './story-script.js';

interface Props {
  readonly keys: readonly MockKey[];
  /** True for a story of the whole server: the company's limit and the clock are moved, not one key's. */
  readonly company: boolean;
  readonly meters: Meters;
  readonly clock: MovableClock;
  /** Takes the server away, and gives what brings it back. */
  readonly goAway: (ms: number) => Disposable;
}

/** The stage of a story, and the function that puts everything back. */
export function makeStage({ keys, company, meters, clock, goAway }: Props): {
  stage: Stage;
  putBack: () => void;
} {
  const before: [MockKey, KeyState, number][] = keys.map((key) => [key, key.state, key.limit]);
  const companyLimit = meters.usage(clock.now()).limit;
  const putLimitsBack = (): void => {
    if (company) meters.setLimit(companyLimit);
    for (const [key, , limit] of before) key.limit = limit;
  };
  const absences: Disposable[] = [];
  const stage: Stage = {
    setKeyState(state) {
      for (const key of keys) key.state = state;
    },
    useUp() {
      const now = clock.now();
      if (company) meters.setLimit(meters.usage(now).used);
      else for (const key of keys) key.limit = meters.usageOfKey(key, now).used;
    },
    nextMonth() {
      putLimitsBack();
      if (company) clock.nextMonth();
      else for (const key of keys) meters.forget(key);
    },
    goAway: (ms) => void absences.push(goAway(ms)),
  };
  return {
    stage,
    putBack() {
      for (const absence of absences) absence[dispose]();
      putLimitsBack();
      for (const [key, state] of before) key.state = state;
    },
  };
}
