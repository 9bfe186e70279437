import { scenarioSchema } from '@dlubal-kit/mock-server/scenario';
import type { Run } from '../../command-line/definition.js';
import { EXIT } from '../../failure/exit.js';
import type { MOCK_SCHEMA } from './mock-definitions.js';

/** Prints the JSON Schema of scenario files. */
export const mockSchema: Run<typeof MOCK_SCHEMA> = async (_options, { print }) => {
  print.reveal(`${JSON.stringify(scenarioSchema(), null, 2)}\n`);
  return EXIT.ok;
};
