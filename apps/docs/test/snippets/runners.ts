import type { Block } from '@dlubal-kit/testing/pages';
import { iniFiles, jsonFiles, yamlFiles } from './check-data.js';
import { goFiles } from './run-go.js';
import { browserPages } from './run-in-browser.js';
import { pytestFiles, pythonForDlubal, pythonPrograms } from './run-python.js';
import { scripts } from './run-script.js';
import { outputs, sessions, shellLines } from './run-terminal.js';
import { jestFiles, settingsFiles, vitestFiles } from './run-test-file.js';
import type { Runner } from './runner.js';

const notRun = (languages: readonly string[], reason: string): Runner => ({
  runs: 'nothing',
  takes: ({ language }) => languages.includes(language),
  missing: () => reason,
  run: () => {},
});

/** A block that no machine can run says so, and why, in its name. */
const REASON = /^not run: (.+)$/;
const saysNotRun: Runner = {
  runs: 'nothing',
  takes: ({ name }) => REASON.test(name),
  missing: ({ name }) => REASON.exec(name)?.[1],
  run: () => {},
};

/** The first that takes a block runs it. */
export const RUNNERS: readonly Runner[] = [
  saysNotRun,
  settingsFiles,
  vitestFiles,
  jestFiles,
  scripts,
  browserPages,
  pytestFiles,
  pythonForDlubal,
  pythonPrograms,
  goFiles,
  shellLines,
  sessions,
  outputs,
  yamlFiles,
  jsonFiles,
  iniFiles,
  notRun(['csharp', 'cs', 'xml'], 'no .NET on the machines that run the tests'),
  notRun(['powershell'], 'no PowerShell on the machines that run the tests'),
  notRun(['dockerfile'], 'no containers on the machines that run the tests'),
  notRun(['mermaid'], 'a picture'),
];

export const runnerOf = (block: Block): Runner | undefined => RUNNERS.find((runner) => runner.takes(block));
