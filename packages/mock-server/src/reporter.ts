import { checkFields, type FieldChecks, LIMIT } from '@dlubal-kit/auth-core';
import { openLedger, takeSpend } from './metering/spend-ledger.js';

/** What the reporter takes from the runner's configuration. */
export interface SpendReporterOptions {
  /** Most requests that one run may spend; with more, the run fails. @default no budget */
  readonly budget?: number;
}

const REPORTER_FIELDS: FieldChecks<SpendReporterOptions> = { budget: LIMIT };

/**
 * A reporter for Vitest and for Jest: at the end of a run one line says how many requests the real server would have
 * billed, over every server that was started: by fixtures, by `startMockServer`, in the global setup, in child processes. With a budget it fails the run that goes beyond.
 *
 * @example { reporters: ['default', ['@dlubal-kit/mock-server/reporter', { budget: 400 }]] }
 */
export class SpendReporter {
  readonly #budget: number;
  readonly #ledger: string;
  #error: Error | undefined;

  /**
   * Vitest gives the options first, Jest its own configuration and then the options.
   *
   * @throws {MisuseError} when the budget is not a number of requests.
   */
  constructor(first?: object, second?: object) {
    this.#budget = budgetOf(second ?? first);
    this.#ledger = openLedger(process.env);
  }

  /** Vitest's hook. */
  onTestRunEnd(): void {
    this.#close();
    if (this.#error !== undefined) process.exitCode = 1;
  }

  /** Jest's hook. */
  onRunComplete(): void {
    this.#close();
  }

  /** Jest fails the run when there is one. */
  getLastError(): Error | undefined {
    return this.#error;
  }

  #close(): void {
    const { requests, anyServer } = takeSpend(this.#ledger);
    this.#error = undefined;
    if (!anyServer) return;
    console.log(`\nmock server: this suite would have spent ${counted(requests)}`);
    if (requests <= this.#budget) return;
    this.#error = new Error(
      `The suite went beyond its budget: it would have spent ${counted(requests)}, and the budget is ${this.#budget}. Save calls, or raise the reporter's budget.`,
    );
    console.error(this.#error.message);
  }
}

// A default and a named export: with the default alone the CommonJS build would be the class itself, unlike its types.
export default SpendReporter;

function budgetOf(options: SpendReporterOptions = {}): number {
  checkFields(options, REPORTER_FIELDS, "the mock server's reporter options");
  return options.budget ?? Number.POSITIVE_INFINITY;
}

function counted(requests: number): string {
  return `${requests} request${requests === 1 ? '' : 's'}`;
}

export type { AnyDlubalError } from '@dlubal-kit/auth-core';
export { DlubalError, isDlubalError, MisuseError } from '@dlubal-kit/auth-core';
