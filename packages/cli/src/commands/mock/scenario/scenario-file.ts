import {
  MAX_SCENARIO_BYTES,
  type ParsedScenario,
  parseScenario,
  type Scenario,
} from '@dlubal-kit/mock-server/scenario';
import { readCarefully, whyUnreadable } from '@dlubal-kit/node-client/config';
import { UsageError } from '../../../failure/usage-error.js';
import { pathOf } from '../../../key/path-of.js';
import type { Context } from '../../../terminal/context.js';
import type { LoadedServices } from '../server/load-services.js';
import { reportProblems } from './scenario-view.js';

/**
 * Reads a scenario file.
 *
 * @throws {UsageError} when there is no such file, or it cannot be opened.
 */
export function readScenarioFile(
  file: string,
  context: Context,
  services: LoadedServices = {},
): ParsedScenario {
  const bytes = readBytes(file, pathOf(file, 'the scenario', context));
  return parseScenario(bytes, { file, env: context.env, services });
}

/** The scenario of a file; undefined when it has mistakes, which are printed then. */
export function checkedScenario(
  file: string,
  context: Context,
  services: LoadedServices = {},
): Scenario | undefined {
  const parsed = readScenarioFile(file, context, services);
  if (parsed.kind !== 'problems') return parsed.scenario;
  reportProblems(file, parsed.problems, context.print);
  return undefined;
}

function readBytes(file: string, path: string): Uint8Array {
  try {
    return readCarefully(path, MAX_SCENARIO_BYTES);
  } catch (cause) {
    throw cannotRead(file, whyUnreadable(cause));
  }
}

const cannotRead = (file: string, why: string): UsageError =>
  new UsageError(`the scenario ${file} cannot be read: ${why}.`, 'Give the path of a YAML or JSON file.');
