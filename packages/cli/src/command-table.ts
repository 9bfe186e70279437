import type { Command } from './command-line/command.js';
import { FIND_ROWS } from './command-rows/find-rows.js';
import { KEYS_ROWS } from './command-rows/keys-rows.js';
import { MOCK_ROWS } from './command-rows/mock-rows.js';
import { TOOL_ROWS } from './command-rows/tool-rows.js';
import { USE_ROWS } from './command-rows/use-rows.js';

/** Every command. What one does is loaded when it was chosen. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  ...USE_ROWS,
  ...KEYS_ROWS,
  ...FIND_ROWS,
  ...MOCK_ROWS,
  ...TOOL_ROWS,
};
