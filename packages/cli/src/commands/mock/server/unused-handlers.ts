import type { MockServer } from '@dlubal-kit/mock-server';
import { shownLine } from '../../../terminal/safe-text.js';

/** One line per handler of the scenario that answered no call since it was last read. */
export function unusedHandlers(server: MockServer): string[] {
  return server
    .listHandlers()
    .filter(({ used }) => used === 0)
    .map(({ method, declaredAt }) => shownLine(`${declaredAt}: the handler for ${method} answered no call`));
}
