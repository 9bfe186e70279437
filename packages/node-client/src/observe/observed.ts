import {
  type ApiKey,
  classifyError,
  type Failure,
  fingerprint,
  isDlubalError,
  messageOf,
} from '@dlubal-kit/auth-core';
import type { CallEnd, CallHooks, CallStart, Observer } from './call-hooks.js';

/** A method of a client, whatever it takes. */
type Method<Given extends readonly unknown[], Answer> = (...given: Given) => Promise<Answer>;

/** Gives a method to those who watch; it is the method itself where nobody does. */
export type Observe = <Given extends readonly unknown[], Answer>(
  path: string,
  method: Method<Given, Answer>,
) => Method<Given, Answer>;

/** Those who watch, by the options of a client. OpenTelemetry is loaded where it is asked for, and only then. */
export async function observersOf(
  options: CallHooks & { readonly openTelemetry?: boolean | undefined },
): Promise<Observer[]> {
  const { onCall, onFailure, openTelemetry } = options;
  const observers: Observer[] = [];
  if (openTelemetry === true)
    observers.push(await (await import('./open-telemetry.js')).openTelemetryObserver());
  if (onCall !== undefined || onFailure !== undefined) observers.push(hooksAsObserver(options));
  return observers;
}

function hooksAsObserver({ onCall, onFailure }: CallHooks): Observer {
  return () => (call) => {
    if (call.failure !== undefined) onFailure?.(call.failure, call);
    onCall?.(call);
  };
}

interface Watched {
  readonly address: string;
  readonly key: ApiKey;
  readonly keyName: string | undefined;
  readonly observers: readonly Observer[];
  /** Gets what an observer threw, as a sentence. */
  readonly warn: (message: string) => void;
}

/**
 * Makes what a client puts around each of its methods. Without observers that is nothing: the method is returned as it is, so
 * that hooks cost only those who use them.
 */
export function observing({ address, key, keyName, observers, warn }: Watched): Observe {
  if (observers.length === 0) return (_, method) => method;
  const about = { address, keyName, keyFingerprint: fingerprint(key.reveal()) };
  const safely = <T>(work: () => T): T | undefined => {
    try {
      return work();
    } catch (error) {
      warn(`A hook of a call failed: ${messageOf(error)}. The call itself was not changed.`);
      return undefined;
    }
  };
  return (path, method) =>
    async (...given) => {
      const call: CallStart = { method: path, ...about };
      const ends = observers.map((observer) => safely(() => observer(call)));
      const started = performance.now();
      const end = (outcome: Pick<CallEnd, 'billed' | 'failure'>): void => {
        const ended = { ...call, durationMs: performance.now() - started, ...outcome };
        for (const each of ends) safely(() => each?.(ended));
      };
      try {
        const answer = await method(...given);
        end({ billed: 'yes' });
        return answer;
      } catch (error) {
        const failure: Failure = isDlubalError(error) ? error.failure : classifyError(error);
        end({ billed: failure.billed, failure });
        throw error;
      }
    };
}
