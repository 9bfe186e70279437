import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesBelow, root, textOf } from './project-files.js';

/** Code spans that are paths: a folder of the repository first, and no placeholder in it. */
const CODE_PATH = /`((?:packages|protos|testing|apps|docs|bench)\/[\w./-]+)`/g;
/** A file by the end of its path: base names are unique. */
const CODE_FILE = /`([\w./-]+\.(?:ts|mjs|json|md|proto))`/g;
const LINK = /\]\((?!https?:|#|mailto:)([^)#]+)/g;

function brokenIn(page: string): string[] {
  const text = textOf(page);
  const named = [...text.matchAll(CODE_PATH)].map(([, path = '']) => path);
  const linked = [...text.matchAll(LINK)].map(([, path = '']) => join(dirname(page), path));
  return [...named, ...linked].filter((path) => !existsSync(join(root, path)));
}

describe('every path and link exists', () => {
  test.each(filesBelow('').filter((path) => path.endsWith('.md')))('in %s', (page) => {
    expect(brokenIn(page)).toEqual([]);
  });
});

describe('every file is one of the repository', () => {
  const files = filesBelow('').map((path) => `/${path}`);
  test.each(['ARCHITECTURE.md', 'CONTRIBUTING.md'])('in %s', (page) => {
    const named = [...textOf(page).matchAll(CODE_FILE)].map(([, path = '']) => path);
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((path) => !files.some((file) => file.endsWith(`/${path}`)))).toEqual([]);
  });
});
