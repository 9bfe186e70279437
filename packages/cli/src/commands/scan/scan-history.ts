import { StringDecoder } from 'node:string_decoder';
import type { Context } from '../../terminal/context.js';
import type { FoundKey } from './found-key.js';
import { HISTORY_ARGS, HistoryReader } from './history-reader.js';
import { runGit } from './run-git.js';

export interface HistoryReport {
  readonly found: readonly FoundKey[];
  readonly commits: number;
  readonly bytes: number;
}

/**
 * Looks through what every commit of every branch and tag added, the messages too. Takes time in proportion to what
 * git prints, and holds no more than a piece of it.
 *
 * @throws {UsageError} outside a repository
 */
export async function scanHistory(
  paths: readonly string[],
  context: Pick<Context, 'cwd' | 'env'>,
): Promise<HistoryReport> {
  const reader = new HistoryReader();
  const decoder = new StringDecoder('utf8');
  let bytes = 0;
  await runGit([...HISTORY_ARGS, '--', ...paths], context, (chunk) => {
    bytes += chunk.length;
    reader.push(decoder.write(chunk));
  });
  reader.end();
  return { found: reader.found, commits: reader.commits, bytes };
}
