/**
 * How the site ranks what a search finds: of pages that share words, a line from a log belongs to a failure.
 * The browser gets the function as text, so it must need nothing around it.
 */
export const SEARCH_OPTIONS = {
  fuzzy: 0.2,
  prefix: true,
  boost: { title: 5, text: 2, titles: 4 },
  boostDocument: (id: string): number => (/\/failures\/[a-z]/.test(id) ? 1.3 : 1),
};
