import { join } from 'node:path';
import { tempHome } from '@dlubal-kit/testing/temp-home';
import { expect, test } from 'vitest';
import { lazyFiles } from '../build/lazy-files.js';

test('two late files of one base name stop the build', () => {
  using home = tempHome();
  home.write('src/main.ts', `import('./a/view.js'); import('./a/view.js'); import('./other.js');`);
  expect(lazyFiles(join(home.path, 'src'))).toEqual({
    view: join(home.path, 'src/a/view.ts'),
    other: join(home.path, 'src/other.ts'),
  });
  home.write('src/b/two.ts', `import('./view.js');`);
  expect(() => lazyFiles(join(home.path, 'src'))).toThrow('would both be built as view.cjs');
});
