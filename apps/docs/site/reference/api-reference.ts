import { join } from 'node:path';
import { Application } from 'typedoc';
import { SITE_ADDRESS } from '../../../../packages/auth-core/src/failure/tables/site-address.js';

/** What a program imports, and the source of that entry. */
const ENTRIES = {
  '@dlubal-kit/auth-core': 'packages/auth-core/src/index.ts',
  '@dlubal-kit/node-client': 'packages/node-client/src/index.ts',
  '@dlubal-kit/node-client/config': 'packages/node-client/src/config.ts',
  '@dlubal-kit/mock-server': 'packages/mock-server/src/index.ts',
  '@dlubal-kit/mock-server/vitest': 'packages/mock-server/src/vitest.ts',
  '@dlubal-kit/mock-server/jest': 'packages/mock-server/src/jest.ts',
  '@dlubal-kit/mock-server/scenario': 'packages/mock-server/src/scenario.ts',
  '@dlubal-kit/mock-server/ui': 'packages/mock-server/src/ui.ts',
} as const;

/** Where the reference is, below the site's address. */
export const API_REFERENCE = 'reference/api';

/**
 * Writes what the doc comments of every export say, as pages of TypeDoc's own with a search of their own: five hundred pages of
 * names would drown the guides.
 *
 * @throws {Error} when the sources cannot be read
 */
export async function writeApiReference(root: string, site: string): Promise<void> {
  const sources = Object.values(ENTRIES).map((path) => join(root, path));
  const app = await Application.bootstrap({
    name: 'dlubal-kit',
    entryPoints: sources,
    tsconfig: join(root, 'tsconfig.json'),
    basePath: root,
    readme: 'none',
    githubPages: false,
    // `npm run typecheck` does that.
    skipErrorChecking: true,
    excludeInternal: true,
    excludePrivate: true,
    excludeExternals: true,
    disableSources: true,
    navigationLinks: { Guides: SITE_ADDRESS },
    logLevel: 'Error',
  });
  const project = await app.convert();
  if (project === undefined) throw new Error('TypeDoc could not read the packages.');
  for (const module of project.children ?? []) module.name = nameOf(module.name);
  await app.generateDocs(project, join(site, API_REFERENCE));
}

/** TypeDoc names a module by its path, without what ends alike. */
function nameOf(module: string): string {
  const paths = [`${module}.ts`, `${module}/index.ts`];
  return Object.entries(ENTRIES).find(([, path]) => paths.includes(path))?.[0] ?? module;
}
