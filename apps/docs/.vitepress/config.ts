import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitepress';
import { SITE_ADDRESS } from '../../../packages/auth-core/src/failure/tables/site-address.js';
import { GENERATED, includePages } from '../site/include-pages.js';
import { labelCells } from '../site/label-cells.js';
import { readPages } from '../site/markdown-pages.js';
import { unbroken } from '../site/markdown-text.js';
import { sidebarOf } from '../site/navigation.js';
import { notRunMark, whyNotRun } from '../site/not-run.js';
import { publishSchemas } from '../site/publish-schemas.js';
import { writeApiReference } from '../site/reference/api-reference.js';
import { REPOSITORY, siteLink, sourceOf } from '../site/repository-links.js';
import { SEARCH_OPTIONS } from '../site/search-options.js';

const here = fileURLToPath(new URL('..', import.meta.url));
const root = fileURLToPath(new URL('../../..', import.meta.url));
const onSite = (path: string): string => path.replace(new RegExp(`^${GENERATED}/`), '');
includePages(root, here);
const pages = readPages(here).map((page) => ({ ...page, path: onSite(page.path) }));

export default defineConfig({
  lang: 'en',
  title: 'dlubal-kit',
  description: 'Call the Dlubal API from TypeScript, and test it without a server',
  base: new URL(SITE_ADDRESS).pathname,
  srcExclude: ['node_modules/**', 'test/**', 'site/**'],
  rewrites: { [`${GENERATED}/:path*`]: ':path*' },
  cleanUrls: true,
  ignoreDeadLinks: false,
  metaChunk: true,
  markdown: {
    config(markdown) {
      // Pages are Markdown, not templates: `{{ }}` is what a scenario file says.
      for (const rule of ['text', 'code_inline'] as const) {
        const render = markdown.renderer.rules[rule];
        markdown.renderer.rules[rule] = (...given) =>
          (render?.(...given) ?? '').replaceAll('{{', '&#123;&#123;');
      }
      const codeInline = markdown.renderer.rules.code_inline;
      markdown.renderer.rules.code_inline = (...given) => unbroken(codeInline?.(...given) ?? '');
      markdown.core.ruler.after('inline', 'label-cells', ({ tokens }) => labelCells(tokens));
      const fence = markdown.renderer.rules.fence;
      markdown.renderer.rules.fence = (tokens, at, ...given) => {
        const reason = whyNotRun(tokens[at]?.info ?? '');
        return (reason === undefined ? '' : notRunMark(reason)) + (fence?.(tokens, at, ...given) ?? '');
      };
      markdown.core.ruler.after('inline', 'repository-links', ({ tokens, env }) => {
        // Without one, it is a heading that is read for its text alone.
        if (env.relativePath === undefined) return;
        const from = sourceOf(onSite(env.relativePath));
        for (const token of tokens.flatMap(({ children }) => children ?? [])) {
          const href = token.attrGet('href');
          if (token.type === 'link_open' && href !== null) token.attrSet('href', siteLink(from, href, root));
        }
      });
    },
  },
  // At the addresses that they have as their $id.
  async buildEnd({ outDir }) {
    publishSchemas(root, outDir);
    await writeApiReference(root, outDir);
  },
  transformPageData({ filePath }) {
    return filePath.startsWith(GENERATED) ? { frontmatter: { editLink: false } } : {};
  },
  themeConfig: {
    search: {
      provider: 'local',
      options: { detailedView: 'auto', miniSearch: { searchOptions: SEARCH_OPTIONS } },
    },
    sidebar: sidebarOf(pages),
    nav: [
      { text: 'Start', link: '/' },
      { text: 'Failures', link: '/failures/' },
    ],
    outline: [2, 3],
    socialLinks: [{ icon: 'github', link: REPOSITORY }],
    editLink: { pattern: `${REPOSITORY}/edit/main/apps/docs/:path`, text: 'Edit this page' },
    footer: { message: 'An independent project, not one of Dlubal Software’s. MIT licence.' },
  },
});
