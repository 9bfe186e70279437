import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A page as the navigation sees it. */
export interface Page {
  /** Path from the folder of pages, with forward slashes and without `.md`. */
  readonly path: string;
  readonly title: string;
  /** Place among its neighbours: pages without one come last, by title. */
  readonly order: number;
}

/** Folders next to the pages that have none. */
const NO_PAGES = new Set(['node_modules', 'test', 'site', 'public', 'images']);

/** Paths of the Markdown files below a folder, with forward slashes. */
export function markdownFiles(folder: string, below = ''): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.') && !NO_PAGES.has(name))
    .flatMap((entry) => {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) return markdownFiles(folder, path);
      return entry.name.endsWith('.md') ? [path] : [];
    })
    .sort();
}

const FRONT_MATTER = /^---\n(.*?)\n---\n/s;

/** What a page says about itself: `title` and `order` of its front matter, or its first heading. */
export function pageOf(path: string, text: string): Page {
  const front = FRONT_MATTER.exec(text)?.[1] ?? '';
  const field = (name: string): string | undefined =>
    new RegExp(`^${name}: *["']?(.*?)["']?$`, 'm').exec(front)?.[1];
  const heading = /^# (.+)$/m
    .exec(text)?.[1]
    ?.replaceAll(/[`*]|\{#.*?\}/g, '')
    .trim();
  return {
    path: path.replace(/\.md$/, ''),
    title: field('title') ?? heading ?? path,
    order: Number(field('order') ?? (/(^|\/)index\.md$/.test(path) ? 0 : Number.POSITIVE_INFINITY)),
  };
}

/** All pages below a folder. */
export const readPages = (folder: string): Page[] =>
  markdownFiles(folder).map((path) => pageOf(path, readFileSync(join(folder, path), 'utf8')));
