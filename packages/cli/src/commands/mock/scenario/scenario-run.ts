import { resolve } from 'node:path';
import { redact } from '@dlubal-kit/auth-core';
import type { MockServer } from '@dlubal-kit/mock-server';
import { type Scenario, type StagedScenario, stageScenario } from '@dlubal-kit/mock-server/scenario';
import type { Call } from '../../../command-line/command.js';
import type { Context } from '../../../edge/context.js';
import { onFileChange } from '../../../edge/on-file-change.js';
import { readScenarioFile } from './scenario-file.js';
import { problemLines } from './scenario-view.js';

/** A scenario that the server runs, from its start to its end. */
export class ScenarioRun {
  readonly options: Scenario['options'];
  readonly #file: string;
  readonly #scenario: Scenario;
  readonly #call: Call;
  readonly #context: Context;
  #staged: StagedScenario | undefined;
  #stopWatching: (() => void) | undefined;

  constructor(file: string, scenario: Scenario, call: Call, context: Context) {
    this.options = scenario.options;
    this.#file = file;
    this.#scenario = scenario;
    this.#call = call;
    this.#context = context;
  }

  /** Begins the scenario's faults and stories, and watches the file where that was asked for. */
  begin(server: MockServer): void {
    this.#staged = stageScenario(server, this.#scenario);
    if (!this.#call.flags.watch) return;
    const path = resolve(this.#context.cwd, this.#file);
    this.#stopWatching = onFileChange(path, () => this.#reload(server));
  }

  end(): void {
    this.#stopWatching?.();
  }

  /** Keys that were made for this run: worth nothing elsewhere, and shown, since nobody could call without. */
  madeKeys(server: MockServer, labels: readonly string[] = Object.keys(server.keys)): [string, string][] {
    const given = this.options.keys ?? {};
    const made = labels.filter((label) => given[label]?.value === undefined);
    return made.map((label) => [label, server.key(label).reveal()]);
  }

  #reload(server: MockServer): void {
    try {
      const parsed = readScenarioFile(this.#file, this.#context);
      if (parsed.kind === 'problems') this.#tellBroken(problemLines(this.#file, parsed.problems));
      else this.#tellReloaded(this.#apply(server, parsed.scenario));
    } catch (cause) {
      this.#tellBroken(`${cause instanceof Error ? cause.message : String(cause)}\n`);
    }
  }

  /** Keys that are new and were made here. */
  #apply(server: MockServer, next: Scenario): [string, string][] {
    const labels = this.#staged?.change(next) ?? [];
    const given = next.options.keys ?? {};
    return labels
      .filter((label) => given[label]?.value === undefined)
      .map((label) => [label, server.key(label).reveal()]);
  }

  #tellReloaded(made: readonly [string, string][]): void {
    const { out } = this.#context;
    if (this.#call.flags.json) {
      out(`${JSON.stringify({ reloaded: true, keys: Object.fromEntries(made) })}\n`);
      return;
    }
    out(`reloaded ${redact(this.#file)}\n`);
    for (const [label, key] of made) out(`key ${label}: ${key}\n`);
  }

  #tellBroken(text: string): void {
    this.#context.err(`${text}the last good scenario goes on\n`);
    if (this.#call.flags.json) this.#context.out(`${JSON.stringify({ reloaded: false })}\n`);
  }
}
