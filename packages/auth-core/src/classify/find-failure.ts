import { type Hooks, hooksOf, isHooked } from '../failure/hooks.js';
import { SIGNS } from '../failure/signs.js';
import { REFUSALS } from '../failure/tables/refusals.js';
import { BEHIND, bareFailureAt, QuotedPlaces, statusFailureAt } from './failure-block.js';
import { judge, refusalOf } from './judge.js';
import { isMention } from './mentions.js';
import { plainLog, withoutPrefixes } from './plain-log.js';
import type { Report } from './report.js';
import { STATUS_FORMS } from './status-forms.js';

/** The message of an error that grpc-js made without a status. */
const LOST_STATUS = 'undefined undefined: undefined';
/** A text up to this length is read as a whole where no line of it tells of a failure. */
const WHOLE = 20_000;
/** How much of a line is looked at on either side of what drew attention to it, in UTF-16 units. */
const REACH = 4_000;

/**
 * What a line can tell of, the most telling first. The first line of the lowest rank is the failure of a log: the first, since
 * what fails later mostly follows from it; and not a warning, since a program that went on after it did not fail by it.
 */
const RANKS = ['refusal', 'status', 'words', 'warned status', 'warned words', 'name'] as const;
type Rank = (typeof RANKS)[number];

/** A line about something that the program went on after. */
const WARNED =
  /\b(?:WARN(?:ING)?|INFO|DEBUG|TRACE|VERBOSE|NOTICE)\b|\bretry|\bretries\b|\battempt \d|try(?:ing)? again|✓|✔|\bPASS(?:ED)?\b/i;

interface Candidate {
  readonly rank: Rank;
  readonly report: Report;
}

interface Line {
  readonly log: string;
  readonly places: QuotedPlaces;
  readonly start: number;
  readonly end: number;
  /** Where in the line the hook was found. */
  readonly at: number;
  readonly text: string;
}

/** Hooks of what a line is read for: a status, words without one, either. */
type LogHooks = Readonly<Record<'status' | 'words' | 'either', Hooks>>;

function makeHooks(): LogHooks {
  const status = STATUS_FORMS.map(({ pattern, hook = pattern }) => hook);
  const words = Object.values(SIGNS).flatMap((signs) => signs.map(({ pattern }) => pattern));
  return { status: hooksOf(status), words: hooksOf(words), either: hooksOf([...words, ...status]) };
}

let hooks: LogHooks | undefined;
/** Made when the first log is read, since an import must cost nothing. */
function logHooks(): LogHooks {
  hooks ??= makeHooks();
  return hooks;
}

/** A text of this length is looked at line by line, without hooks. */
const SHORT = 4_000;
const ANY_LINE = /[^\n]/g;

/** The lines that can tell of a failure. */
function* tellingLines(log: string): Generator<Line> {
  if (log.length <= SHORT) return yield* linesWith(ANY_LINE, log);
  const { ascii, others } = logHooks().either;
  yield* linesWith(ascii, log);
  if (/[^\x00-\x7f]/.test(log)) yield* linesWith(others, log);
}

/** The lines in which the hook is found, each once; of a line of megabytes, pieces. */
function* linesWith(hook: RegExp, log: string): Generator<Line> {
  hook.lastIndex = 0;
  const places = new QuotedPlaces(log);
  for (let found = hook.exec(log); found !== null; found = hook.exec(log)) {
    const { index } = found;
    const from = Math.max(0, index - REACH);
    const start = from + log.slice(from, index).lastIndexOf('\n') + 1;
    const ahead = log.slice(index, index + REACH);
    const end = index + (ahead.includes('\n', 1) ? ahead.indexOf('\n', 1) : ahead.length);
    yield { log, places, start, end, at: index - start, text: log.slice(start, end) };
    hook.lastIndex = Math.max(end, index + 1);
  }
}

const isBetter = (found: Rank, than: Rank | undefined): boolean =>
  than === undefined || RANKS.indexOf(found) < RANKS.indexOf(than);

const isRefusal = (report: Report): boolean => Object.hasOwn(REFUSALS, judge(report).kind);

/** The statuses of a refusal, as forms write them. */
const MAY_REFUSE = /unauth|permission|unknown|\b(?:2|7|16)\b/i;
const REFUSES =
  /key|restrict|limit|suspend|block|permission|exceed|exhaust|used up|reached|consumed|deplet|spent|quota|credit|requests|subscri/i;
/** How far around its line a sentence is looked for, since a log may break it at any space. */
const AROUND = 400;

/** Once a failure is known, only a line that can be a refusal needs a second look. */
const mayRefuse = ({ log, start, end, text }: Line): boolean =>
  MAY_REFUSE.test(text) && REFUSES.test(log.slice(start, end + AROUND));

function byStatus(line: Line, best: Rank | undefined): Candidate | undefined {
  const { log, places, start, end, text } = line;
  const rank = WARNED.test(text) ? 'warned status' : 'status';
  if (!isBetter(rank, best) && !mayRefuse(line)) return undefined;
  const found = statusFailureAt(log, start, end - start, places);
  if (found === undefined) return undefined;
  const { report, isWeak } = found;
  if (isRefusal(report)) return isMention(text, text.search(/\S/)) ? undefined : { rank: 'refusal', report };
  return { rank: isWeak ? 'name' : rank, report };
}

function byWords({ log, start, at, text }: Line, best: Rank | undefined): Candidate | undefined {
  const rank = WARNED.test(text) ? 'warned words' : 'words';
  if (!isBetter(rank, best)) return undefined;
  const { kind } = judge({ details: text, text });
  // Sentences of refusals are looked for in their own way, since a log may break them.
  if (kind === 'unrecognised' || Object.hasOwn(REFUSALS, kind)) return undefined;
  return isMention(text, at) ? undefined : { rank, report: bareFailureAt(log, start) };
}

/** What a line tells of. In a long log, where each line may have a `message`, only what the hooks found is read. */
function candidateIn(line: Line, best: Rank | undefined): Candidate | undefined {
  const { log, start, end, text } = line;
  const isLong = log.length > SHORT;
  const canBeStatus = !isLong || isHooked(logHooks().status, log.slice(start, end + BEHIND));
  const found = canBeStatus ? byStatus(line, best) : undefined;
  if (found !== undefined) return found;
  return !isLong || isHooked(logHooks().words, text) ? byWords(line, best) : undefined;
}

const NAMES_THE_API = /api|dlubal/gi;
/** Names of tests and their files, which are often called after what they test. */
const TEST_NAME = /\S*test\S*/gi;

/** The first sentence of a refusal without a status; `mentioned` where there are some, and none of them is a report. */
function sentenceIn(log: string): Report | 'mentioned' | undefined {
  let found: 'mentioned' | undefined;
  for (const { start, end } of linesWith(NAMES_THE_API, log)) {
    const around = withoutPrefixes(log.slice(start, end + AROUND));
    if (!REFUSES.test(around) || refusalOf(around, undefined) === undefined) continue;
    const plain = around.replace(TEST_NAME, (name) => ' '.repeat(name.length));
    const [line = ''] = plain.split('\n', 1);
    if (
      refusalOf(plain, undefined) !== undefined &&
      !isMention(line, Math.max(0, line.search(NAMES_THE_API)))
    ) {
      return { details: around.trim(), text: around };
    }
    found = 'mentioned';
  }
  return found;
}

const NOTHING: Report = { details: '', text: '' };

/** Reads a log, a traceback or a line: the failure in it, or the whole text where none is found. */
export function findFailure(given: string): Report {
  const log = plainLog(given);
  if (log.includes(LOST_STATUS)) return { details: '', text: log.slice(0, WHOLE), statusLost: true };
  let best: Candidate | undefined;
  for (const line of tellingLines(log)) {
    const found = candidateIn(line, best?.rank);
    if (found !== undefined && isBetter(found.rank, best?.rank)) best = found;
    if (best?.rank === 'refusal') return best.report;
  }
  const sentence = sentenceIn(log);
  if (sentence !== undefined && sentence !== 'mentioned') return sentence;
  if (best !== undefined) return best.report;
  return sentence === 'mentioned' || log.length > WHOLE ? NOTHING : { details: log.trim(), text: log };
}
