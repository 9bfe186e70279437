import { numbered } from './find-in-text.js';
import type { FoundKey } from './found-key.js';

/** How git is asked: each commit's message, indented by one blank behind a control character and its number, and what it adds. */
export const HISTORY_ARGS: readonly string[] = [
  ...['-c', 'core.quotePath=false', '-c', 'log.showSignature=false', '-c', 'log.showRoot=true'],
  ...['log', '--all', '--reverse', '--patch', '--cc', '--unified=0', '--no-renames', '--no-color'],
  ...['--no-ext-diff', '--no-textconv', '--src-prefix=a/', '--dst-prefix=b/'],
  '--format=%x01%H%n%w(0,1,1)%B',
];

/** A run of added lines is looked through at the latest when it has this many characters. */
const MOST_CHARACTERS = 1024 * 1024;

/** Reads git's log as it comes, once, and finds the keys in what each commit adds and says. */
export class HistoryReader {
  readonly found: FoundKey[] = [];
  commits = 0;
  characters = 0;
  private rest: string[] = [];
  private commit = '';
  private path = '';
  private inHunk = false;
  /** Signs in front of each line: one a parent. */
  private columns = 1;
  private line = 0;
  private lines: string[] = [];
  private size = 0;

  push(text: string): void {
    this.characters += text.length;
    let from = 0;
    for (let feed = text.indexOf('\n'); feed >= 0; feed = text.indexOf('\n', from)) {
      const piece = text.slice(from, feed);
      this.rest.push(piece);
      this.take(this.rest.length === 1 ? piece : this.rest.join(''));
      this.rest = [];
      from = feed + 1;
    }
    if (from < text.length) this.rest.push(text.slice(from));
  }

  end(): void {
    this.push('\n');
    this.flush();
  }

  private take(line: string): void {
    const sign = line.charAt(0);
    if (sign === '\x01') this.openCommit(line.slice(1));
    else if (sign === 'd' && line.startsWith('diff --')) this.openFile();
    else if (sign === '@' && this.path !== MESSAGE) this.openHunk(line);
    else if (this.path === MESSAGE) this.add(line.slice(1));
    else if (!this.inHunk && line.startsWith('+++ ')) this.path = pathIn(line.slice(4));
    else if (this.inHunk && isAdded(line.slice(0, this.columns))) this.add(line.slice(this.columns));
  }

  private openCommit(commit: string): void {
    this.flush();
    this.commits += 1;
    this.commit = commit;
    this.path = MESSAGE;
    this.line = 1;
  }

  private openFile(): void {
    this.flush();
    this.path = '';
    this.inHunk = false;
  }

  private openHunk(line: string): void {
    this.flush();
    this.inHunk = true;
    this.columns = Math.max(1, (/^@+/.exec(line)?.[0].length ?? 2) - 1);
    this.line = Number(/\+(\d+)/.exec(line)?.[1] ?? 1);
  }

  private add(text: string): void {
    this.lines.push(text);
    this.size += text.length;
    if (this.size > MOST_CHARACTERS) this.flush();
  }

  private flush(): void {
    if (this.lines.length === 0) return;
    const { commit, path } = this;
    this.found.push(...numbered(this.lines.join('\n'), this.line, { path, commit }));
    this.line += this.lines.length;
    this.lines = [];
    this.size = 0;
  }
}

/** In place of a path, for the message of a commit. */
const MESSAGE = 'commit message';

const isAdded = (signs: string): boolean => signs.includes('+') && !signs.includes('-');

/** `b/path`, in quotation marks where it has unusual characters. */
const pathIn = (text: string): string =>
  text
    .replace(/\t$/, '')
    .replace(/^"(.*)"$/, '$1')
    .replace(/^b\//, '');
