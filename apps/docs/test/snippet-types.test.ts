import { existsSync } from 'node:fs';
import { type Block, blocksOf, userPages } from '@dlubal-kit/testing/pages';
import { expect, test } from 'vitest';
import { typeErrors } from './snippets/type-check.js';

// Against the declarations of the built packages: `npm run build` makes them.
const isBuilt = existsSync(new URL('../../../packages/node-client/dist/index.d.ts', import.meta.url));
const isCode = ({ language }: Block): boolean => ['ts', 'js'].includes(language);
const made = (page: string, info: string, code: string): Block[] =>
  blocksOf(page, `text\n\`\`\`${info}\n${code}\n\`\`\`\n`);

test.skipIf(!isBuilt)(
  'every block satisfies the compiler, as strict as a new project',
  () => {
    const blocks = userPages()
      .flatMap((page) => blocksOf(page))
      .filter(isCode);
    expect(blocks.filter(({ language }) => language === 'ts').length).toBeGreaterThan(5);
    expect(typeErrors(blocks)).toEqual([]);
  },
  120_000,
);

const CONNECT = "import { connect } from '@dlubal-kit/node-client';\n";

test.skipIf(!isBuilt)(
  'an error is named by page and line',
  () => {
    const errors = typeErrors([
      ...made('option.md', 'ts', `${CONNECT}\nawait connect({ apiKeyNam: 'a' });`),
      ...made('option.md', 'js [a.mjs]', `${CONNECT}await connect({ apiKeyNam: 'a' });`),
      ...made(
        'answer.md',
        'ts',
        `${CONNECT}const app = await connect();\n(await app.getModelList()).models;`,
      ),
      ...made('index.md', 'ts', `export const first: string = ['a'][0];`),
      ...made('caught.md', 'ts', 'try {\n} catch (error) {\n  error.message;\n}'),
      ...made('parameter.md', 'ts', 'export const id = (value) => value;'),
      ...made('parameter-of-js.md', 'js', 'export const id = (value) => value;'),
      ...made('import.md', 'ts', "import { conect } from '@dlubal-kit/node-client';\nconect;"),
      ...made('type.md', 'ts', "import { ConnectOptions } from '@dlubal-kit/node-client';"),
      ...made('package.md', 'ts', "import '@dlubal-kit/nothing';"),
      ...made('syntax.md', 'ts', 'const a = ;'),
      ...made('jest.md', 'js [a.test.cjs]', "test('a', () => expect(1).toBe());"),
      ...made('file.md', 'js [b.mjs]', "import { a } from './c.mjs';\na.length;"),
    ]);
    expect(errors.map((text) => /^\S+?:\d+/.exec(text)?.[0])).toEqual([
      'option.md:5',
      'option.md:4',
      'answer.md:5',
      'index.md:3',
      'caught.md:5',
      'parameter.md:3',
      'import.md:3',
      'type.md:3',
      'package.md:3',
      'syntax.md:3',
      'jest.md:3',
      'file.md:3',
    ]);
  },
  120_000,
);
