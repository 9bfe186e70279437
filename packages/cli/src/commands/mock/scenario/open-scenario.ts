import type { Context } from '../../../terminal/context.js';
import { checkedScenario } from './scenario-file.js';
import { ScenarioRun } from './scenario-run.js';

/**
 * The scenario of a file, ready to run; undefined when it has mistakes, which are printed then.
 *
 * @throws {UsageError} when the file cannot be opened.
 */
export function openScenario(file: string, context: Context): ScenarioRun | undefined {
  const scenario = checkedScenario(file, context);
  return scenario === undefined ? undefined : new ScenarioRun(file, scenario, context);
}
