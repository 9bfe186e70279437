import { Socket } from 'node:net';
import { MisuseError } from '@dlubal-kit/auth-core';
import type { GuardedTest } from './guarded-test.js';
import { addressOf, type Target, targetOf } from './target.js';

/**
 * Refuses connections that a test is not allowed to make, and remembers them: code that swallows the error does not save
 * its test. It sees the sockets of this thread alone. Child processes, worker threads, UDP, native addons, and connections
 * that were open before stay unseen; Unix sockets and pipes stay free.
 */
export class EgressGuard {
  readonly #running: Set<GuardedTest> = new Set();
  readonly #whoDials: () => GuardedTest | undefined;
  #restore: (() => void) | undefined;

  /** @param whoDials the test whose code runs now, where the runner knows. */
  constructor(whoDials: () => GuardedTest | undefined) {
    this.#whoDials = whoDials;
  }

  begin(test: GuardedTest): void {
    this.#running.add(test);
    if (test.isGuarded) this.#install();
  }

  /** @throws {MisuseError} the first connection that was refused to this test. */
  end(test: GuardedTest): void {
    this.#running.delete(test);
    if (!this.#guarded().length) {
      this.#restore?.();
      this.#restore = undefined;
    }
    const [first] = test.refused;
    if (first !== undefined) throw first;
  }

  #guarded(): GuardedTest[] {
    return [...this.#running].filter(({ isGuarded }) => isGuarded);
  }

  #install(): void {
    if (this.#restore !== undefined) return;
    const guard = this;
    const original = Socket.prototype.connect;
    const guarded = function (this: Socket, ...args: unknown[]): Socket {
      const refusal = guard.#judge(targetOf(args), guarded);
      return refusal === undefined ? Reflect.apply(original, this, args) : this.destroy(refusal);
    };
    Socket.prototype.connect = guarded as typeof original;
    this.#restore = () => {
      Socket.prototype.connect = original;
    };
  }

  #judge(target: Target | undefined, caller: (...args: never[]) => unknown): Error | undefined {
    if (target === undefined) return undefined;
    const dialler = this.#whoDials();
    const isRunning = dialler !== undefined && this.#running.has(dialler);
    // Work of a test that has ended, or of nobody knows whom: every test that runs under the guard is told.
    const blamed = isRunning ? [dialler] : this.#guarded();
    if (blamed.some((test) => test.mayDial(target))) return undefined;
    const error = new MisuseError(
      `${nameOf(dialler, isRunning, blamed)} dialled ${addressOf(target)}, which is not a mock server of this process: denyEgress refuses that.`,
      "Give the code under test the mock server's address, or list the host in denyEgress.",
    );
    Error.captureStackTrace(error, caller);
    for (const test of blamed) test.refused.push(error);
    return error;
  }
}

function nameOf(
  dialler: GuardedTest | undefined,
  isRunning: boolean,
  blamed: readonly GuardedTest[],
): string {
  if (dialler !== undefined) return isRunning ? dialler.title : `${dialler.title}, which had ended,`;
  if (blamed.length === 1) return blamed[0]?.title ?? '';
  return `One of the tests that ran (${blamed.map(({ title }) => title).join(', ')})`;
}
