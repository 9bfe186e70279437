export type CheckState = 'ok' | 'warning' | 'failed' | 'skipped';
export type FixName = 'modes' | 'lines';

/** What one check says. */
export interface CheckOutcome {
  readonly state: CheckState;
  readonly message: string;
  /** One line per finding. */
  readonly more?: readonly string[];
  /** Of a failed check. */
  readonly exitCode?: number;
  /** What `--fix` would do. */
  readonly fix?: FixName;
}

/** A check with what it said. */
export interface CheckedRow extends CheckOutcome {
  readonly id: string;
  readonly title: string;
}

export const ok = (message: string): CheckOutcome => ({ state: 'ok', message });
export const skipped = (message: string): CheckOutcome => ({ state: 'skipped', message });
export const warning = (message: string, more: Partial<CheckOutcome> = {}): CheckOutcome => ({
  state: 'warning',
  message,
  ...more,
});
export const failed = (exitCode: number, message: string, more: readonly string[] = []): CheckOutcome => ({
  state: 'failed',
  message,
  more,
  exitCode,
});

/** At most this many lines: the rest is another command's. */
const MOST_LINES = 5;

/** The first findings, and how many more there are. */
export function capped(lines: readonly string[], seeThem: string): string[] {
  const more = lines.length - MOST_LINES;
  // One more line is as short as the sentence that leaves it out.
  return more <= 1 ? [...lines] : [...lines.slice(0, MOST_LINES), `and ${more} more: ${seeThem}`];
}
