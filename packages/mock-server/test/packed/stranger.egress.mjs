import { connect } from 'node:net';
import { setupMockServer } from '@dlubal-kit/mock-server/jest';
import * as jestGlobals from '@jest/globals';

const { test } = jestGlobals;
setupMockServer({}, { ...jestGlobals, denyEgress: true });
// Its code swallows the error.
const dial = () => new Promise((resolve) => connect(9, 'dlubal.invalid').on('error', resolve));
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

test('dials a stranger', dial);
test('dials nothing', () => sleep(1));
test.concurrent('ends first', () => sleep(1));
test.concurrent('dials late', () => sleep(200).then(dial));
test.concurrent('dials nothing for long', () => sleep(300));
