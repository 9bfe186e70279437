import { connect } from 'node:net';
import { setupMockServer } from '@dlubal-kit/mock-server/jest';
import * as jestGlobals from '@jest/globals';

setupMockServer({}, { ...jestGlobals, denyEgress: true });

// Fails, though its code swallows the error.
jestGlobals.test('dials a stranger', async () => {
  await new Promise((resolve) => connect(9, 'dlubal.invalid').on('error', resolve));
});
