import { flag } from './values.js';

/** Options of every command, before its name or after. */
export const GLOBAL_OPTIONS = {
  json: flag('print the answer as JSON'),
  quiet: flag('leave out notes and progress; warnings stay'),
  'no-color': flag('print without colours, as with NO_COLOR'),
  help: flag('show this help'),
};
