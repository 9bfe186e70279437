import { messageOf } from '@dlubal-kit/auth-core';
import type { MockServer } from '@dlubal-kit/mock-server';
import { type Scenario, type StagedScenario, stageScenario } from '@dlubal-kit/mock-server/scenario';
import { onFileChange } from '../../../edge/on-file-change.js';
import { pathOf } from '../../../key/path-of.js';
import type { Context } from '../../../terminal/context.js';
import type { LoadedServices } from '../server/load-services.js';
import { readScenarioFile } from './scenario-file.js';
import { problemLines } from './scenario-view.js';

/** A scenario that the server runs, from its start to its end. */
export class ScenarioRun {
  readonly options: Scenario['options'];
  readonly #file: string;
  readonly #scenario: Scenario;
  readonly #services: LoadedServices;
  readonly #context: Context;
  #staged: StagedScenario | undefined;
  #stopWatching: (() => void) | undefined;

  constructor(file: string, scenario: Scenario, services: LoadedServices, context: Context) {
    this.#services = services;
    this.options = scenario.options;
    this.#file = file;
    this.#scenario = scenario;
    this.#context = context;
  }

  /** Begins the scenario's faults and stories, and watches the file where that is asked for. */
  begin(server: MockServer, watch = false): void {
    this.#staged = stageScenario(server, this.#scenario);
    if (!watch) return;
    const path = pathOf(this.#file, 'the scenario', this.#context);
    this.#stopWatching = onFileChange(path, () => this.#reload(server));
  }

  end(): void {
    this.#stopWatching?.();
  }

  /** Keys that were created for this run: worth nothing elsewhere, and shown, since nobody could call without. */
  madeKeys(server: MockServer, labels: readonly string[] = Object.keys(server.keys)): [string, string][] {
    const given = this.options.keys ?? {};
    const made = labels.filter((label) => given[label]?.value === undefined);
    return made.map((label) => [label, server.key(label).reveal()]);
  }

  #reload(server: MockServer): void {
    try {
      const parsed = readScenarioFile(this.#file, this.#context, this.#services);
      if (parsed.kind === 'problems') this.#reportBroken(problemLines(this.#file, parsed.problems));
      else this.#reportReloaded(this.#apply(server, parsed.scenario));
    } catch (cause) {
      this.#reportBroken(messageOf(cause));
    }
  }

  /** Keys that are new and were created here. */
  #apply(server: MockServer, next: Scenario): [string, string][] {
    const labels = this.#staged?.change(next) ?? [];
    const given = next.options.keys ?? {};
    return labels
      .filter((label) => given[label]?.value === undefined)
      .map((label) => [label, server.key(label).reveal()]);
  }

  #reportReloaded(made: readonly [string, string][]): void {
    const { print } = this.#context;
    print.view(`reloaded ${this.#file}`);
    const lines = made.map(([label, key]) => `key ${label}: ${key}\n`).join('');
    const answer = { reloaded: true, keys: Object.fromEntries(made) };
    print.reveal(print.asJson ? `${JSON.stringify(answer)}\n` : lines);
  }

  #reportBroken(text: string): void {
    const { print } = this.#context;
    print.log(`${text}\nthe last good scenario stays in use`);
    if (print.asJson) print.reveal(`${JSON.stringify({ reloaded: false })}\n`);
  }
}
