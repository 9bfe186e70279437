import type { Run } from '../../command-line/definition.js';
import { EXIT } from '../../failure/exit.js';
import type { MOCK_CHECK } from './mock-definitions.js';
import { checkedScenario } from './scenario/scenario-file.js';
import { scenarioLine } from './scenario/scenario-view.js';
import { loadServices } from './server/load-services.js';

/** Says what is wrong in a scenario file. Starts nothing. */
export const mockCheck: Run<typeof MOCK_CHECK> = async ({ file, ...options }, context) => {
  const { print } = context;
  const scenario = checkedScenario(file, context, await loadServices(options, context));
  if (scenario === undefined) return EXIT.usage;
  print.json({ ok: true, file, problems: [] });
  print.view(scenarioLine(file, scenario));
  return EXIT.ok;
};
