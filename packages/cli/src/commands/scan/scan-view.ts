import { paint } from '../../terminal/paint.js';
import { shownLine } from '../../terminal/safe-text.js';
import { shownName } from '../../terminal/shown-key-name.js';
import { placeWords } from './report/place-words.js';
import type { ScanResult } from './report/scan-result.js';
import { UNSCANNED, type Unscanned } from './report/unscanned.js';

/** At most this many of what was not scanned are named for each reason. */
const NAMED = 5;

const TO_DO = `  To do   Replace each key by its name (DLUBAL_API_KEY_NAME, or key_name in .dlubalrc). Treat a key that was committed
          or sent on as compromised: make a new one, then run "dlubal-auth keys rotate NAME".`;

/** By hand: the formatter of Intl takes a tenth of a second to load. */
const grouped = (many: number): string => String(many).replace(/\B(?=(?:\d{3})+$)/g, ',');

const count = (many: number, one: string): string => `${grouped(many)} ${one}${many === 1 ? '' : 's'}`;

/** The answer of `--json`. */
export function scanJson({ complete, ...result }: ScanResult): object {
  const unscanned = result.unscanned.map((row) => ({ ...row, message: UNSCANNED[row.reason] }));
  return { ok: result.findings.length === 0 && complete, ...result, unscanned };
}

/** Every place with the key's fingerprint and name, then what was not looked at, what was, and what to do. */
export function scanView(result: ScanResult): string {
  const { findings, unscanned } = result;
  const lines = findings.map((finding) => {
    const name = finding.name === undefined ? '' : ` (${shownName(finding.name)})`;
    return `${paint.bad('✗')} ${placeWords(finding)}  key ${finding.fingerprint}${name}`;
  });
  const summary = `${outcome(result)}: ${scannedWords(result)}.`;
  const end = findings.length === 0 ? [] : [TO_DO];
  return [...lines, ...unscannedLines(unscanned), summary, ...end, ''].join('\n');
}

function outcome({ findings, unscanned, complete }: ScanResult): string {
  const keys = new Set(findings.map(({ fingerprint }) => fingerprint)).size;
  if (findings.length > 0) return `${count(keys, 'key')} in ${count(findings.length, 'place')}`;
  const mark = complete ? paint.good('✓') : paint.note('!');
  return `${mark} No key found${unscanned.length === 0 ? '' : ', but not everything could be scanned'}`;
}

function scannedWords({ scanned: { files, bytes, commits }, allowed }: ScanResult): string {
  return [
    ...(commits === undefined ? [] : [count(commits, 'commit')]),
    count(files, 'file'),
    `${(bytes / 1_000_000).toFixed(1)} MB`,
    ...(allowed === 0 ? [] : [`${count(allowed, 'allowed place')} left out`]),
  ].join(', ');
}

function unscannedLines(unscanned: readonly Unscanned[]): string[] {
  const reasons = [...new Set(unscanned.map(({ reason }) => reason))];
  return reasons.map((reason) => {
    const names = unscanned.filter((row) => row.reason === reason).flatMap(({ what }) => what ?? []);
    const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : '';
    const shown = names.slice(0, NAMED).map(shownLine).join(', ');
    return `${paint.note('!')} Not scanned, ${UNSCANNED[reason]}${shown === '' ? '' : `: ${shown}`}${more}`;
  });
}
