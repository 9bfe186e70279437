/** One figure. Every file of `bench` exports a list of them as `rows`. */
export interface Row {
  /** What was measured, once per file: `16 in flight`. */
  readonly name: string;
  /** Of a speed, more is better. Of everything else, less. */
  readonly of: 'speed' | 'time' | 'processor time' | 'size' | 'memory';
  /** What the figures are multiples of: `bare grpc-js`. A figure that has a unit is compared with nothing. */
  readonly against?: string;
  /** The median of the ratios of single turns, ours to `against`; or the figure itself. */
  readonly ours: number;
  readonly unit?: string;
  /** The same figure of other packages, by their names. */
  readonly others?: Readonly<Record<string, number>>;
  /** What the ratio was made from: `41 µs a call`. */
  readonly detail?: string;
}

/** A row, the file that it comes from, and what was aimed at. */
export interface JudgedRow extends Row {
  readonly file: string;
  readonly aim?: number;
  readonly met?: boolean;
}

type Aims = Readonly<Record<string, number>>;

export declare function titleOf(row: Pick<Row, 'name' | 'against'>): string;
export declare function ratiosIn<R extends Pick<Row, 'against'>>(rows: readonly R[]): R[];
export declare function judge(file: string, rows: readonly Row[], aims?: Aims): JudgedRow[];
export declare function unmeasured(rows: readonly Row[], aims?: Aims): string[];
