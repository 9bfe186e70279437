import { define } from '../../command-line/definition.js';
import { KEY_OPTIONS, SERVER_OPTIONS } from '../../command-line/shared-options.js';
import { flag, path } from '../../command-line/values.js';

export const DOCTOR = define({
  name: 'doctor',
  summary: 'Check config.ini, environment and server, and say what to fix',
  about:
    'Marks: ✓ fine, ! works but can surprise, ✗ wrong, – not checked. Exit code 0, or that of the first ✗. The server is reached without an API request; --check-key makes one, --offline opens no connection. Keys are looked for in .dlubalrc, .env and the files that git tracks, and in the files in which AI assistants keep their MCP servers. --policy adds the rules of a company; exit code 13 means that one is broken.',
  options: {
    ...KEY_OPTIONS,
    fix: flag('fix what is safe: file modes, and lines that INI parsers read differently'),
    offline: flag('open no connection'),
    policy: path('FILE', 'check the rules of this policy too, a YAML or JSON file'),
    'check-key': flag('ask the server for its version, and whether it accepts the key: one API request'),
    ...SERVER_OPTIONS,
  },
  excludes: [['offline', 'check-key']],
  examples: [
    'dlubal-auth doctor',
    'dlubal-auth doctor --fix --json',
    'dlubal-auth doctor --offline --policy policy.yaml',
  ],
});
