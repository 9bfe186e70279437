import type { CallWorld } from '../call/call-world.js';
import { checkServerOptions, limitOf } from './check-options.js';
import type { MockServerOptions } from './mock-server-options.js';

/** The options that a server can take while it runs. */
export type ChangeableOptions = Pick<
  MockServerOptions,
  | 'monthlyLimit'
  | 'plan'
  | 'overage'
  | 'billing'
  | 'clock'
  | 'handlers'
  | 'onUnmatchedCall'
  | 'applicationInfo'
  | 'objectTypes'
  | 'applications'
  | 'services'
>;

/** Gives a world other options; one that is left out has its default again. The clock is left to the server. */
export function reconfigure(world: CallWorld, options: ChangeableOptions): void {
  checkServerOptions(options);
  world.meters.setLimit(limitOf(options));
  world.meters.overage = options.overage ?? false;
  world.meters.billing = options.billing ?? {};
  world.unmatched = options.onUnmatchedCall;
  world.handlers.begin(options.handlers ?? []);
  world.scopes.describe(options);
  world.services.begin(options);
}
