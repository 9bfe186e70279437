import type { Block } from '@dlubal-kit/testing/pages';
import { whyNotRun } from '../../site/not-run.js';
import { iniFiles, jsonFiles, yamlFiles } from './check-data.js';
import { dockerfiles } from './check-dockerfile.js';
import { catchBlocks } from './run-catch.js';
import { goFiles } from './run-go.js';
import { browserPages } from './run-in-browser.js';
import { pytestFiles, pythonForDlubal, pythonPrograms } from './run-python.js';
import { scripts } from './run-script.js';
import { outputs, sessions, shellLines } from './run-terminal.js';
import { jestFiles, settingsFiles, vitestFiles } from './run-test-file.js';
import type { Runner } from './runner.js';

/** Its page marks it as not run: the site puts the reason above it. */
const isMarked = ({ language, name }: Block): string | undefined => whyNotRun(`${language} [${name}]`);
const notRun: Runner = {
  runs: 'nothing',
  takes: (block) => isMarked(block) !== undefined,
  missing: isMarked,
  run: () => {},
};

/** The first that takes a block runs it. */
export const RUNNERS: readonly Runner[] = [
  notRun,
  settingsFiles,
  vitestFiles,
  jestFiles,
  catchBlocks,
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
  dockerfiles,
];

export const runnerOf = (block: Block): Runner | undefined => RUNNERS.find((runner) => runner.takes(block));
