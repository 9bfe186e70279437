import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { failureOf } from '@dlubal-kit/auth-core';
import { blocksOf, userPages } from '@dlubal-kit/testing/pages';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { knownMessages } from '../site/failures/known-messages.js';
import { notRunMark, whyNotRun } from '../site/not-run.js';
import { PASTED_LINES } from './pasted-lines.js';
import { searchOf } from './search.js';
import { serveSite } from './serve-site.js';

const docs = fileURLToPath(new URL('../', import.meta.url));
const built = mkdtempSync(join(tmpdir(), 'dlubal-site-'));
const vitepress = fileURLToPath(new URL('../../../node_modules/vitepress/bin/vitepress.js', import.meta.url));

/** Base path of the site's addresses. */
const BASE = new URL(failureOf('tls').docs).pathname.replace(/failures\/.*/, '');
/** TypeDoc's own pages: what they look like is its affair. Links to them are checked. */
const OF_TYPEDOC = /^reference.api./;
const pages = new Map<string, string>();
let said = '';

beforeAll(() => {
  const argv = [vitepress, 'build', docs, '--outDir', built];
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, { encoding: 'utf8', cwd: docs });
  said = `${stdout}${stderr}`;
  if (status !== 0) throw new Error(said);
  for (const file of readdirSync(built, { recursive: true, encoding: 'utf8' }))
    if (file.endsWith('.html') && !OF_TYPEDOC.test(file))
      pages.set(file.replaceAll('\\', '/'), readFileSync(join(built, file), 'utf8'));
}, 300_000);
afterAll(() => rmSync(built, { recursive: true }));

const attributes = (html: string, name: string): string[] =>
  [...html.matchAll(new RegExp(` ${name}="([^"]*)"`, 'g'))].map(([, value = '']) =>
    value.replaceAll('&amp;', '&'),
  );

/** The built file that an address within the site shows. */
function fileAt(path: string): string | undefined {
  const bare = path.slice(BASE.length);
  return [bare, `${bare}.html`, posix.join(bare, 'index.html')].find(
    (file) => file !== '' && !file.endsWith('/') && existsSync(join(built, file)),
  );
}

/** What is wrong with the links of a page. */
function brokenLinks(file: string, html: string): string[] {
  return attributes(html, 'href').flatMap((href) => {
    if (/^(?:[a-z]+:)/.test(href)) return [];
    const { pathname, hash } = new URL(href, `http://site${BASE}${file}`);
    const target = fileAt(pathname);
    if (target === undefined) return [`${file} → ${href}: no such page`];
    const id = decodeURIComponent(hash.slice(1));
    if (id === '' || !pages.has(target)) return [];
    return attributes(pages.get(target) ?? '', 'id').includes(id)
      ? []
      : [`${file} → ${href}: no such heading`];
  });
}

describe('search finds first the page of', () => {
  test.each(PASTED_LINES)('%s by %s', async (kind, line) => {
    expect((await searchOf(built))(line)[0]?.replace(/#.*/, '')).toBe(`${BASE}failures/${kind}`);
  });
});

test('search finds nearly every message that is known', async () => {
  const search = await searchOf(built);
  const messages = knownMessages();
  const found = messages.filter(({ kind, text }) =>
    search(text)
      .slice(0, 3)
      .some((id) => id.startsWith(`${BASE}failures/${kind}`)),
  );
  expect(found.length / messages.length).toBeGreaterThan(0.9);
}, 60_000);

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const chromium = existsSync(CHROMIUM);

/** How many tables and sessions of a terminal show only a part of themselves. */
const SCROLLS = `[...document.querySelectorAll('.vp-doc table, .vp-doc .language-sh code, .vp-doc .language-console code')]
  .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth).length`;

/** The width of each page's document on a phone, and what it asks other hosts for. */
async function onPhone(): Promise<{ wide: string[]; asked: string[] }> {
  await using site = await serveSite(built, BASE);
  const { chromium: browsers } = await import('playwright-core');
  const browser = await browsers.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
  const asked: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(site.address)) asked.push(request.url());
  });
  const wide: string[] = [];
  for (const file of pages.keys()) {
    await page.goto(`${site.address}${file}`);
    const width = await page.evaluate('document.documentElement.scrollWidth');
    if (width !== 360) wide.push(`${file}: ${width}`);
    const scrolls = await page.evaluate(SCROLLS);
    if (scrolls !== 0) wide.push(`${file}: ${scrolls} scroll`);
  }
  await browser.close();
  return { wide, asked };
}

test.skipIf(!chromium)(
  `no page is wider than a phone, nor asks another host (${chromium ? 'Chromium' : 'skipped: Chromium is not installed'})`,
  { timeout: 300_000 },
  async () => {
    expect(await onPhone()).toEqual({ wide: [], asked: [] });
  },
);

test('a block that no test runs says so above it', () => {
  const blocks = userPages()
    .filter((page) => page.startsWith('apps/docs/'))
    .flatMap((page) => blocksOf(page));
  const marked = blocks.flatMap(({ page, language, name }) => {
    const reason = whyNotRun(`${language} [${name}]`);
    return reason === undefined
      ? []
      : [`${page.slice('apps/docs/'.length, -'.md'.length)}.html ${notRunMark(reason).trim()}`];
  });
  const shown = [...pages].flatMap(([file, html]) =>
    [...html.matchAll(/<p class="not-run">[^<]*<\/p>/g)].map(([mark]) => `${file} ${mark}`),
  );
  expect(shown.length).toBeGreaterThan(1);
  expect(shown.sort()).toEqual(marked.sort());
});

test('every schema is at the address that it names', () => {
  const schemas = readdirSync(join(built, 'schemas'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.json'),
  );
  expect(schemas.length).toBeGreaterThan(3);
  for (const file of schemas) {
    const { $id } = JSON.parse(readFileSync(join(built, 'schemas', file), 'utf8'));
    if ($id !== undefined) expect($id).toMatch(`${BASE}schemas/${file.replaceAll('\\', '/')}`);
  }
});

describe('the built site', () => {
  test('is built without a complaint', () => {
    expect(said).not.toMatch(/error|warn|\(!\)/i);
    expect(pages.size).toBeGreaterThan(15);
  });

  test('has text on every page', () => {
    const empty = [...pages].filter(([file, html]) => file !== '404.html' && !/<h1/.test(html));
    expect(empty.map(([file]) => file)).toEqual([]);
  });

  test('has no link to a page or heading that does not exist', () => {
    expect([...pages].flatMap(([file, html]) => brokenLinks(file, html))).toEqual([]);
  });

  test('has each schema of the command line at the address that is its $id', () => {
    const folder = fileURLToPath(new URL('../../../packages/cli/schemas', import.meta.url));
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.json'),
    );
    const ids = files.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')).$id as string);
    expect(ids.length).toBeGreaterThan(20);
    expect(ids.filter((id) => fileAt(new URL(id).pathname) === undefined)).toEqual([]);
  });

  test('loads nothing from another host', () => {
    const loads = [...pages].flatMap(([file, html]) => {
      const scripts = [...html.matchAll(/<(?:script|img|iframe|source)[^>]* src="([^"]*)"/g)];
      const styles = [
        ...html.matchAll(/<link[^>]* rel="(?:stylesheet|preload|modulepreload|icon|preconnect)"[^>]*>/g),
      ];
      const addresses = [
        ...scripts.map(([, src = '']) => src),
        ...styles.flatMap(([tag]) => attributes(tag, 'href')),
      ];
      return addresses
        .filter((address) => /^(?:https?:)?\/\//.test(address))
        .map((address) => `${file}: ${address}`);
    });
    expect(loads).toEqual([]);
    const css = readdirSync(built, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.css'),
    );
    const fetched = css.flatMap(
      (file) =>
        readFileSync(join(built, file), 'utf8').match(/(?:url\(|@import )["']?(?:https?:)?\/\/[^)]*/g) ?? [],
    );
    expect(fetched).toEqual([]);
  });
});
