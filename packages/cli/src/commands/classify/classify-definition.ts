import { define } from '../../command-line/definition.js';

export const CLASSIFY = define({
  name: 'classify',
  summary: 'Explain an error text from stdin: what it means, and what to do',
  about:
    'Takes a single line, a traceback or the whole log of a build. Of several failures in a log it explains the first one that is not a warning; a refusal of the server comes before all others. Exit code 1 when it recognises no failure in the text.',
  examples: ['dlubal-auth classify < build.log', 'python model.py 2>&1 | dlubal-auth classify --json'],
});
