import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import MiniSearch from 'minisearch';
import { SEARCH_OPTIONS } from '../site/search-options.js';

/** The search of a built site, as its search box asks: the addresses of the sections found, best first. */
export async function searchOf(built: string): Promise<(text: string) => string[]> {
  const chunks = join(built, 'assets/chunks');
  const file = readdirSync(chunks).find((name) => name.startsWith('@localSearchIndexroot'));
  if (file === undefined) throw new Error('The site has no search index.');
  const { default: index } = await import(/* @vite-ignore */ pathToFileURL(join(chunks, file)).href);
  const search = MiniSearch.loadJSON(index, {
    fields: ['title', 'titles', 'text'],
    storeFields: ['title', 'titles'],
    searchOptions: SEARCH_OPTIONS,
  });
  return (text) => search.search(text).map(({ id }) => String(id));
}
