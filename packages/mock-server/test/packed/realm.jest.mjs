import * as mock from '@dlubal-kit/mock-server';
import { matchers } from '@dlubal-kit/mock-server/jest';
import * as client from '@dlubal-kit/node-client';
import * as config from '@dlubal-kit/node-client/config';
import { expect, test } from '@jest/globals';
import { realmCases } from './realm-cases.cjs';

expect.extend(matchers);
test.each(realmCases({ mock, client, config }, expect))('%s', (_, run) => run());
