/** Where the servers of a run write what they would have cost. Workers inherit it from the reporter's process. */
export const LEDGER = 'DLUBAL_MOCK_LEDGER';

/**
 * Writes what one server bills to the ledger; without a reporter there is none, and nothing is written. It writes after
 * each turn of the event loop, not at the server's end: a server that a run shares stops after the bill is made up.
 */
export class SpendNotes {
  readonly #env: NodeJS.ProcessEnv;
  readonly #later: (work: () => void) => unknown;
  #unwritten = 0;
  #waits = false;

  /** @param later runs work after this turn of the event loop. */
  constructor(env: NodeJS.ProcessEnv, later: (work: () => void) => unknown) {
    this.#env = env;
    this.#later = later;
  }

  /** Notes requests, or with a negative number that they are off the bill. 0 notes that there is a server. */
  add(requests: number): void {
    if (!this.#env[LEDGER]) return;
    this.#unwritten += requests;
    if (this.#waits) return;
    this.#waits = true;
    this.#later(() => void this.write());
  }

  /** Writes what is not written yet. */
  async write(): Promise<void> {
    const path = this.#env[LEDGER];
    if (!this.#waits || !path) return;
    this.#waits = false;
    const line = `${this.#unwritten}\n`;
    this.#unwritten = 0;
    // Loaded late: without a reporter nobody pays for it.
    const { appendFileSync } = await import('node:fs');
    try {
      appendFileSync(path, line);
    } catch {
      // The run is over, and its reporter has removed the ledger: nobody reads this any more.
    }
  }
}
