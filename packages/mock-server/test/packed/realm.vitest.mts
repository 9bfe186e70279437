import * as mock from '@dlubal-kit/mock-server';
import { expect, test } from '@dlubal-kit/mock-server/vitest';
import * as client from '@dlubal-kit/node-client';
import * as config from '@dlubal-kit/node-client/config';
import { realmCases } from './realm-cases.cjs';

test.for(realmCases({ mock, client, config }, expect))('%s', ([, run]) => run());
