import { cpSync } from 'node:fs';
import { join } from 'node:path';

/** Where schemas are in the repository, and in the folder `schemas` of the site: their `$id` is that address. */
const SCHEMAS = [
  ['packages/cli/schemas', ''],
  ['packages/mock-server/scenario.schema.json', 'scenario.schema.json'],
] as const;

/** Puts the JSON Schemas at the addresses that files name. */
export function publishSchemas(root: string, site: string): void {
  for (const [from, to] of SCHEMAS) cpSync(join(root, from), join(site, 'schemas', to), { recursive: true });
}
