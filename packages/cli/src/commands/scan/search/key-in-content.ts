/** A key inside a file, a message or a name. A secret. */
export interface KeyInContent {
  readonly key: string;
  /** Counted from 1, in the file or in the cell of a notebook. */
  readonly line?: number;
  /** Part of the file that the line is counted in, such as `cell 3`. */
  readonly part?: string;
  /** Whether its line says `dlubal:allow`. */
  readonly allowed: boolean;
}
