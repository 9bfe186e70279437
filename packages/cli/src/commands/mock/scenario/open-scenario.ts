import type { Context } from '../../../terminal/context.js';
import type { LoadedServices } from '../server/load-services.js';
import { checkedScenario } from './scenario-file.js';
import { ScenarioRun } from './scenario-run.js';

/**
 * The scenario of a file, ready to run; undefined when it has mistakes, which are printed then.
 *
 * @throws {UsageError} when the file cannot be opened.
 */
export function openScenario(
  file: string,
  context: Context,
  services: LoadedServices,
): ScenarioRun | undefined {
  const scenario = checkedScenario(file, context, services);
  return scenario === undefined ? undefined : new ScenarioRun(file, scenario, services, context);
}
