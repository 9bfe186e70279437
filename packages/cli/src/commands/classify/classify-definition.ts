import { define } from '../../command-line/definition.js';

export const CLASSIFY = define({
  name: 'classify',
  summary: 'Explain an error text from stdin: what it means, and what to do',
  about: 'Takes a log, a traceback or a single line. Exit code 1 when it recognises no failure in the text.',
  examples: ['dlubal-auth classify < build.log', 'python model.py 2>&1 | dlubal-auth classify --json'],
});
