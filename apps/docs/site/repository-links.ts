import { existsSync } from 'node:fs';
import { posix } from 'node:path';

/** Where the project's files are shown. */
export const REPOSITORY = 'https://github.com/dlubal-kit/dlubal-kit';

/** Folders of the repository whose Markdown is part of the site, and where. */
export const INCLUDED: Readonly<Record<string, string>> = {
  'apps/docs/': '',
  'docs/facts/': 'facts/',
  'docs/adr/': 'decisions/',
  'bench/results/': 'benchmarks/',
};

/** Where the site has a file of the repository; undefined where it is not part of it. */
export function placeOnSite(file: string): string | undefined {
  const found = Object.entries(INCLUDED).find(([folder]) => file.startsWith(folder));
  return found && file.endsWith('.md') ? found[1] + file.slice(found[0].length) : undefined;
}

/** The file of the repository that a page of the site is made from: the reverse of `placeOnSite`. */
export function sourceOf(page: string): string {
  const found = Object.entries(INCLUDED).find(([, place]) => place !== '' && page.startsWith(place));
  return found === undefined ? `apps/docs/${page}` : found[0] + page.slice(found[1].length);
}

/**
 * What the site links to where a page of the repository says `href`: a page of the site, or the file in the repository.
 * So that one link works in both.
 *
 * @param from the page's path in the repository
 * @param root the repository's folder, to see what exists
 * @throws {Error} when the file does not exist
 */
export function siteLink(from: string, href: string, root: string): string {
  if (/^(?:[a-z]+:|#|\/)/i.test(href)) return href;
  const [path = '', anchor = ''] = href.split(/(?=#)/);
  const file = posix.normalize(posix.join(posix.dirname(from), decodeURI(path)));
  const on = placeOnSite(file);
  if (on !== undefined) {
    const here = posix.dirname(placeOnSite(from) ?? '');
    return (posix.relative(here, on) || on).replace(/^(?!\.)/, './') + anchor;
  }
  if (file.startsWith('apps/docs/') && !file.endsWith('/')) return href;
  if (!existsSync(posix.join(root, file))) throw new Error(`${from} links to ${href}, which does not exist.`);
  return `${REPOSITORY}/blob/main/${file}${anchor}`;
}
