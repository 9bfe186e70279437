import { classifyError, type Failure, isDlubalError } from '@dlubal-kit/auth-core';
import type { CallEnd, CallHooks, CallStart, KeyShown, Observer } from './call-hooks.js';
import { guardHook } from './guard-hook.js';

/** Gets the key of a call, once that is known. */
export type OnKey = (key: KeyShown) => void;

/** Makes a call that is watched. */
export type Observe = <Answer>(path: string, call: (onKey: OnKey) => Promise<Answer>) => Promise<Answer>;

/** Those who watch, by the options of a client. OpenTelemetry is loaded where it is asked for, and only then. */
export async function observersOf(
  options: CallHooks & { readonly openTelemetry?: boolean | undefined },
): Promise<Observer[]> {
  const { onCall, onFailure, openTelemetry } = options;
  const observers: Observer[] = [];
  if (openTelemetry === true)
    observers.push(await (await import('./open-telemetry.js')).openTelemetryObserver());
  if (onCall !== undefined || onFailure !== undefined) observers.push(...hooksAsObservers(options));
  return observers;
}

/** The hooks, each an observer of its own, so that one that fails does not keep the other from being told. */
function hooksAsObservers({ onCall, onFailure }: CallHooks): Observer[] {
  return [
    () => (call) => (call.failure === undefined ? undefined : onFailure?.(call.failure, call)),
    () => (call) => onCall?.(call),
  ];
}

interface Watched {
  readonly address: string;
  /** The key that was used last: a call begins with it. */
  readonly key: () => KeyShown;
  readonly observers: readonly Observer[];
  /** Gets what an observer threw, as a sentence. */
  readonly warn: (message: string) => void;
}

/**
 * Makes what a client puts around each of its calls. Without observers that is nothing, so that hooks cost only those who use
 * them.
 */
export function observing({ address, key, observers, warn }: Watched): Observe | undefined {
  if (observers.length === 0) return undefined;
  const safely = <T>(work: () => T): T | undefined =>
    guardHook(work, (why) => warn(`A hook of a call failed: ${why}. The call itself was not changed.`));
  return async (path, make) => {
    let call: CallStart = { method: path, address, ...key() };
    const ends = observers.map((observer) => safely(() => observer(call)));
    const started = performance.now();
    const end = (outcome: Pick<CallEnd, 'billed' | 'failure'>): void => {
      // Frozen, and apart from the error: what a hook changes must not reach the next one, or the program.
      const ended = Object.freeze({ ...call, durationMs: performance.now() - started, ...outcome });
      for (const each of ends) safely(() => each?.(ended));
    };
    try {
      const answer = await make((used) => {
        call = { method: path, address, ...used };
      });
      end({ billed: 'yes' });
      return answer;
    } catch (error) {
      const failure: Failure = isDlubalError(error) ? error.failure : classifyError(error);
      end({ billed: failure.billed, failure: Object.freeze({ ...failure }) });
      throw error;
    }
  };
}
