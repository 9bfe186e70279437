import { VERSION } from '../../edge/version.js';
import type { KeyFinding } from './found-key.js';
import { placeWords } from './place-words.js';

const RULE = {
  id: 'dlubal-api-key',
  name: 'DlubalApiKey',
  shortDescription: { text: 'A Dlubal API key stands in clear text.' },
  fullDescription: {
    text: 'Whoever can read the file can spend the API requests that the key gives. Keys belong in config.ini.',
  },
  help: {
    text: 'Replace the key by its name (DLUBAL_API_KEY_NAME or key_name in .dlubalrc). If it was committed or sent on, make a new one and run "dlubal-auth keys rotate NAME".',
  },
  defaultConfiguration: { level: 'error' },
};

/** The findings as a SARIF 2.1.0 log (OASIS), as code hosts show them beside the lines. Holds no key. */
export function sarif(findings: readonly KeyFinding[]): object {
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'dlubal-auth', semanticVersion: VERSION, rules: [RULE] } },
        columnKind: 'utf16CodeUnits',
        results: findings.map(result),
      },
    ],
  };
}

function result(finding: KeyFinding): object {
  const { fingerprint, name, path, line, part } = finding;
  const known = name === undefined ? '' : ` (${name})`;
  // Lines inside a cell are not lines of the file.
  const region = line !== undefined && part === undefined ? { region: { startLine: line } } : {};
  return {
    ruleId: RULE.id,
    ruleIndex: 0,
    level: 'error',
    message: { text: `Dlubal API key ${fingerprint}${known} in ${placeWords(finding)}.` },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(path) }, ...region } }],
    partialFingerprints: { 'dlubalKey/v1': fingerprint },
  };
}

const uriOf = (path: string): string => path.split('/').map(encodeURIComponent).join('/');
