import { type CertificateState, startMockServer } from '@dlubal-kit/mock-server';
import { expect, test } from 'vitest';
import { connect } from '../src/index.js';

test.for([true, false])('connect takes what a mock server with tls: %s gives', async (tls) => {
  await using server = await startMockServer({ tls });
  await using app = await connect({
    port: server.port,
    tls: server.tls,
    apiKeyValue: server.keys.project_1.reveal(),
  });
  await expect(app.getModelList()).resolves.toBeDefined();
});

test.for<[CertificateState, string]>([
  ['expired', 'certificate-expired'],
  ['not-yet-valid', 'certificate-not-yet-valid'],
  ['wrong-host', 'host-name-mismatch'],
  ['untrusted', 'untrusted-certificate'],
  ['self-signed', 'self-signed'],
])('an application that is connected tells a certificate that becomes %s', async ([state, reason]) => {
  await using server = await startMockServer({ tls: true });
  await using app = await connect({
    port: server.port,
    tls: server.tls,
    apiKeyValue: server.keys.project_1.reveal(),
  });
  await server.presentCertificate(state);
  await expect(app.getModelList()).rejects.toMatchObject({
    failure: { kind: 'tls', reason, exitCode: 7, billed: 'no' },
  });
});
