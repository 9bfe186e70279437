import { paint } from '../../terminal/paint.js';
import { shownName } from '../../terminal/shown-key-name.js';
import { placeWords } from './place-words.js';
import type { ScanResult } from './scan-report.js';

/** At most this many skipped files are named. */
const NAMED = 5;

const TO_DO = `  To do   Replace each key by its name (DLUBAL_API_KEY_NAME, or key_name in .dlubalrc). What was committed or
          sent on is known to others: make a new key, then "dlubal-auth keys rotate NAME".`;

const count = (many: number, one: string): string =>
  `${many.toLocaleString('en')} ${one}${many === 1 ? '' : 's'}`;

function skipped({ tally, maxBytes }: ScanResult): string[] {
  const limit = `over ${maxBytes / 1024 / 1024} MiB (--max-size)`;
  const rows = [
    [tally.tooLarge, limit],
    [tally.unreadable, 'not readable'],
  ] as const;
  return rows
    .filter(([paths]) => paths.length > 0)
    .map(([paths, why]) => {
      const more = paths.length > NAMED ? ` and ${paths.length - NAMED} more` : '';
      const names = paths.slice(0, NAMED).map((path) => placeWords({ path }));
      return `  Left out, ${why}: ${names.join(', ')}${more}`;
    });
}

function scanned({ tally, commits }: ScanResult): string {
  const what = [
    ...(commits === undefined ? [count(tally.files, 'file')] : [count(commits, 'commit')]),
    `${(tally.bytes / 1_000_000).toFixed(1)} MB`,
    ...(tally.binary === 0 ? [] : [`${count(tally.binary, 'binary file')} passed over`]),
  ];
  return what.join(', ');
}

/** Every place with the key's fingerprint and name, then what to do, what was looked at and what was not. */
export function scanView(result: ScanResult): string {
  const { findings } = result;
  const keys = new Set(findings.map(({ fingerprint }) => fingerprint)).size;
  const lines = findings.map((finding) => {
    const name = finding.name === undefined ? '' : ` (${shownName(finding.name)})`;
    return `${paint.bad('✗')} ${placeWords(finding)}  key ${finding.fingerprint}${name}`;
  });
  const summary =
    findings.length === 0
      ? `${paint.good('✓')} No key found: ${scanned(result)}.`
      : `${count(keys, 'key')} in ${count(findings.length, 'place')}: ${scanned(result)}.`;
  const end = findings.length === 0 ? [] : [TO_DO];
  return [...lines, summary, ...skipped(result), ...end, ''].join('\n');
}
