import type { Page } from './markdown-pages.js';

/** The parts of the site, in their order. Each is a folder; its pages are found there. */
export const SECTIONS = {
  start: 'Start',
  keys: 'Keys',
  testing: 'Test without a server',
  failures: 'Failures',
  money: 'Money',
  teams: 'CI and platform teams',
  reference: 'Reference',
  facts: 'Facts',
  decisions: 'Decisions',
  benchmarks: 'Benchmarks',
} as const;

/** An entry of the sidebar, in VitePress's form. */
export interface SidebarItem {
  readonly text: string;
  readonly link?: string;
  readonly items?: SidebarItem[];
  readonly collapsed?: boolean;
}

const inOrder = (one: Page, other: Page): number =>
  one.order === other.order ? one.title.localeCompare(other.title, 'en') : one.order - other.order;

const linkTo = ({ path, title }: Page): SidebarItem => ({
  text: title,
  link: `/${path.replace(/(^|\/)index$/, '$1')}`,
});

const sectionOf = ({ path }: Page): string => (path.includes('/') ? (path.split('/')[0] ?? '') : '');

/** Pages directly in the folder; each folder below it is a group of its own. */
function itemsOf(pages: readonly Page[], folder: string): SidebarItem[] {
  const depth = folder.split('/').length + 1;
  const own = pages
    .filter(({ path }) => path.split('/').length === depth)
    .sort(inOrder)
    .map(linkTo);
  const folders = new Set(
    pages
      .filter(({ path }) => path.split('/').length > depth)
      .map(({ path }) => path.split('/')[depth - 1] ?? ''),
  );
  const groups = [...folders].sort().map((name) => {
    const below = `${folder}/${name}`;
    const items = itemsOf(
      pages.filter(({ path }) => path.startsWith(`${below}/`)),
      below,
    );
    return { text: name, collapsed: true, items };
  });
  return [...own, ...groups];
}

/**
 * The sidebar: one part per folder, its pages in the order of their front matter; pages outside folders come last.
 *
 * @throws {Error} when a page is in a folder that `SECTIONS` does not list
 */
export function sidebarOf(pages: readonly Page[]): SidebarItem[] {
  const lost = pages.find((page) => sectionOf(page) !== '' && !(sectionOf(page) in SECTIONS));
  if (lost !== undefined)
    throw new Error(`${lost.path}.md is in a folder that the list of sections lacks. Add it.`);
  const parts = Object.entries(SECTIONS).map(([folder, text], index) => {
    const items = itemsOf(
      pages.filter((page) => sectionOf(page) === folder),
      folder,
    );
    return { text, collapsed: index > 2, items };
  });
  const more = pages.filter((page) => sectionOf(page) === '' && page.path !== 'index').sort(inOrder);
  const last = more.length === 0 ? [] : [{ text: 'More', items: more.map(linkTo) }];
  return [...parts.filter(({ items }) => items.length > 0), ...last];
}
