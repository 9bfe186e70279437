import * as mock from '@dlubal-kit/mock-server';
import { expect, test } from '@dlubal-kit/mock-server/vitest';
import * as client from '@dlubal-kit/node-client';
import * as config from '@dlubal-kit/node-client/config';
import { realmCases } from './realm-cases.cjs';

test('options that this version of Vitest would ignore throw', () => {
  const give = () => test.extend({ mockServerOptions: [{ monthlyLimit: 1 }, { scope: 'file' }] });
  if ('override' in test) expect(give).not.toThrow();
  else expect(give).toThrow('This version of Vitest ignores mockServerOptions');
});

test.for(realmCases({ mock, client, config }, expect))('%s', ([, run]) => run());
