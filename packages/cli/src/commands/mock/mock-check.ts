import type { Run } from '../../command-line/definition.js';
import { EXIT } from '../../failure/exit.js';
import type { MOCK_CHECK } from './mock-definitions.js';
import { readScenarioFile } from './scenario/scenario-file.js';
import { reportProblems, scenarioLine } from './scenario/scenario-view.js';

/** Says what is wrong in a scenario file. Starts nothing. */
export const mockCheck: Run<typeof MOCK_CHECK> = async ({ file }, context) => {
  const { print } = context;
  const parsed = readScenarioFile(file, context);
  if (parsed.kind === 'problems') {
    reportProblems(file, parsed.problems, print);
    return EXIT.usage;
  }
  print.json({ ok: true, file, problems: [] });
  print.view(scenarioLine(file, parsed.scenario));
  return EXIT.ok;
};
