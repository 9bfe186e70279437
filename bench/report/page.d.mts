import type { JudgedRow } from './judge.mjs';

/** What one run of all benches measured, as `results/latest.json` has it. */
export interface Results {
  readonly measured: string;
  readonly node: string;
  readonly platform: string;
  readonly processors: number;
  readonly parts: readonly {
    readonly file: string;
    readonly about: string;
    readonly rows: readonly JudgedRow[];
  }[];
}

export declare function pageOf(results: Results): string;
