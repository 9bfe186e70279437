import { EgressGuard } from './egress-guard.js';
import { type DenyEgress, GuardedTest } from './guarded-test.js';

/** What Jest's `expect.getState()` says of the test whose code runs. */
export interface JestState {
  readonly currentTestName?: string | undefined;
  /** Of tests that run at the same time, the one whose code asks. */
  readonly currentConcurrentTestName?: (() => string | undefined) | undefined;
}

/**
 * The guard of one file of Jest. Tests of `test.concurrent` run before and between the hooks of others, so the guard
 * holds from the first hook of the file to its last, and each test is told at its own end.
 */
export class JestEgress {
  readonly #denyEgress: DenyEgress;
  readonly #state: () => JestState;
  readonly #guard = new EgressGuard(() => this.#current());
  readonly #file: GuardedTest;
  readonly #tests: Map<string, GuardedTest> = new Map();

  /** @throws {MisuseError} when `denyEgress` is neither a boolean nor a list of hosts. */
  constructor(denyEgress: DenyEgress, state: () => JestState) {
    this.#denyEgress = denyEgress;
    this.#state = state;
    this.#file = new GuardedTest('Code outside of a test', denyEgress);
  }

  beginFile(): void {
    this.#guard.begin(this.#file);
  }

  /** @throws {MisuseError} the first connection that was refused to the test that ends. */
  endTest(): void {
    const name = this.#state().currentTestName ?? '';
    const test = this.#tests.get(name);
    this.#tests.delete(name);
    if (test !== undefined) this.#guard.end(test);
  }

  /** @throws {MisuseError} what was refused and is not reported yet. */
  endFile(): void {
    const left = [...this.#tests.values(), this.#file];
    this.#tests.clear();
    const thrown = left.flatMap((test) => {
      try {
        this.#guard.end(test);
        return [];
      } catch (error) {
        return [error];
      }
    });
    if (thrown.length > 0) throw thrown[0];
  }

  #current(): GuardedTest {
    const { currentTestName, currentConcurrentTestName } = this.#state();
    const name = currentConcurrentTestName?.() ?? currentTestName;
    return name === undefined ? this.#file : this.#of(name);
  }

  #of(name: string): GuardedTest {
    const known = this.#tests.get(name);
    if (known !== undefined) return known;
    const test = new GuardedTest(`The test "${name}"`, this.#denyEgress);
    this.#tests.set(name, test);
    this.#guard.begin(test);
    return test;
  }
}
