import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { INCLUDED } from './repository-links.js';

/** Pages that the build makes, next to those written by hand. Not part of the repository. */
export const GENERATED = 'generated';

/** Puts the Markdown of the repository that belongs to the site, but is kept elsewhere, among its pages. */
export function includePages(root: string, pages: string): void {
  for (const [folder, place] of Object.entries(INCLUDED)) {
    if (place === '') continue;
    const target = join(pages, GENERATED, place);
    rmSync(target, { recursive: true, force: true });
    mkdirSync(target, { recursive: true });
    cpSync(join(root, folder), target, { recursive: true });
  }
}
