import type { Context } from '../../terminal/context.js';
import { type AssistantKey, assistantKey } from '../scan/assistants/assistant-key.js';
import { scanHostFiles } from '../scan/assistants/scan-host-files.js';
import { type KeyFinding, shownFinding } from '../scan/report/found-key.js';

/** What is in the files of AI assistants. */
export interface AssistantFacts {
  readonly found: readonly KeyFinding[];
  /** The assistants that have files here. */
  readonly looked: readonly string[];
  /** Files that could not be looked at. */
  readonly unscanned: readonly string[];
  /** The key that Dlubal's MCP server takes. */
  readonly spends: AssistantKey | undefined;
}

/** @param names the names of config.ini by the key that they hold */
export async function findAssistants(
  context: Context,
  names: ReadonlyMap<string, string>,
): Promise<AssistantFacts> {
  const { report, hosts } = scanHostFiles(context);
  return {
    found: report.found.filter(({ allowed }) => !allowed).map((found) => shownFinding(found, names)),
    looked: hosts,
    unscanned: report.unscanned.flatMap(({ what }) => what ?? []),
    spends: await assistantKey(context),
  };
}
