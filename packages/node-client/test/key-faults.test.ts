import { KEY_FAULTS, rehearseKeyFaults } from '@dlubal-kit/mock-server';
import { expect, test } from 'vitest';
import { connect } from '../src/index.js';

test('our own client passes the whole matrix without a finding', async () => {
  const report = await rehearseKeyFaults(async ({ port, apiKey = '' }) => {
    await using app = await connect({ port, apiKeyValue: apiKey, checkVersion: false, deadlineMs: 1_500 });
    await app.getModelList();
  });
  expect(report.rows.map(({ row }) => row)).toEqual(Object.keys(KEY_FAULTS));
  expect(report).toMatchObject({ toldApart: true, findings: {} });
  const failed = report.rows.filter(({ failed }) => failed).map(({ row }) => row);
  expect(failed).toEqual(expect.arrayContaining(['wrong-key', 'limit-used-up', 'silence', 'server-away']));
  expect(failed).not.toContain('control');
  expect(JSON.stringify(report)).not.toMatch(/[0-9a-f]{24}/);
});
