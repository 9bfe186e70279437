import { isAbsolute, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { VERSION } from '../../edge/version.js';
import { shownLine } from '../../terminal/safe-text.js';
import type { KeyFinding } from './report/found-key.js';
import { placeWords } from './report/place-words.js';
import type { ScanResult } from './report/scan-result.js';
import { UNSCANNED, type Unscanned } from './report/unscanned.js';
import { repositoryTop } from './repository-top.js';

const RULE = {
  id: 'dlubal-api-key',
  name: 'DlubalApiKey',
  shortDescription: { text: 'A Dlubal API key in plain text.' },
  fullDescription: {
    text: 'Whoever can read the file can spend the API requests that the key gives. Keys belong in config.ini.',
  },
  help: {
    text: 'Replace the key by its name (DLUBAL_API_KEY_NAME or key_name in .dlubalrc). If it was committed or sent on, make a new one and run "dlubal-auth keys rotate NAME".',
  },
  defaultConfiguration: { level: 'error' },
};

/**
 * The findings as a SARIF 2.1.0 log (OASIS), as code hosts show them next to the lines. Holds no key.
 *
 * @param cwd the folder that paths are relative to; without it, the top of the repository, as in the log
 */
export function sarif({ findings, unscanned }: ScanResult, cwd: string | undefined): object {
  const uriOf = cwd === undefined ? encoded : uriBelow(repositoryTop(cwd), cwd);
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'dlubal-auth', semanticVersion: VERSION, rules: [RULE] } },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: unscanned.length === 0,
            toolExecutionNotifications: unscanned.map(notification),
          },
        ],
        results: findings.map((finding) => result(finding, uriOf)),
      },
    ],
  };
}

function notification({ reason, what }: Unscanned): object {
  const subject = what === undefined ? '' : `: ${shownLine(what)}`;
  return { level: 'warning', message: { text: `Not scanned, ${UNSCANNED[reason]}${subject}.` } };
}

function result(finding: KeyFinding, uriOf: (path: string) => string): object {
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

const encoded = (path: string): string => path.split('/').map(encodeURIComponent).join('/');

/** Code hosts know files by their path from the top of the repository. */
function uriBelow(top: string, cwd: string): (path: string) => string {
  return (path) => {
    const file = resolve(cwd, path);
    const below = relative(top, file);
    const outside = below === '..' || below.startsWith(`..${sep}`) || isAbsolute(below);
    return outside ? pathToFileURL(file).href : encoded(below.replaceAll(sep, '/'));
  };
}
