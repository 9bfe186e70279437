import type { Block } from '@dlubal-kit/testing/pages';

/** What happens to the blocks of a kind: they are run, or looked at as closely as this machine can. */
export interface Runner {
  /** Appears in the title of the test: by what. */
  readonly runs: string;
  readonly takes: (block: Block) => boolean;
  /** Why it cannot run here; the test is skipped and says so. */
  readonly missing?: (block: Block) => string | undefined;
  readonly run: (block: Block) => Promise<void> | void;
}
