import { madeKey } from '@dlubal-kit/testing/made-keys';
import { expect, test } from 'vitest';
import { clientFor } from '../../test/call.js';
import { type KeyFaultStage, rehearseKeyFaults } from '../index.js';

async function listModels({ address, apiKey = '' }: KeyFaultStage): Promise<void> {
  using app = clientFor(address, { key: apiKey });
  await app.call('getModelList');
}

test('a client that shows its key is found out, in every disguise that it was given', async () => {
  const rows = ['control', 'upper-case', 'cut-short', 'wrong-key'] as const;
  const { findings } = await rehearseKeyFaults(
    ({ apiKey, row }) => {
      const said = `cannot use ${apiKey}`;
      if (row !== 'control') throw new Error(said);
      return said;
    },
    { rows },
  );
  expect(findings).toEqual({ 'key-leaked': rows });
});

test('a client that retries a refusal pays for nothing, and one that says nothing hides it', async () => {
  const stubborn = async (stage: KeyFaultStage): Promise<void> => {
    for (let at = 0; at < 3; at += 1) await listModels(stage).catch(() => {});
  };
  const { rows, findings } = await rehearseKeyFaults(stubborn, { rows: ['control', 'wrong-key'] });
  expect(rows[1]).toMatchObject({ calls: 3, refused: 3, billed: 3, blindRetries: 2, header: 'unknown' });
  expect(findings).toMatchObject({ 'blind-retry': ['wrong-key'], 'failure-hidden': ['wrong-key'] });
});

test('a client with one sentence for all refusals does not tell them apart', async () => {
  const vague = (stage: KeyFaultStage): Promise<void> =>
    listModels(stage).catch(() =>
      Promise.reject(new Error(`failed at ${stage.address} with ${madeKey().slice(-20)}`)),
    );
  const { toldApart, findings } = await rehearseKeyFaults(vague, { rows: ['wrong-key', 'limit-used-up'] });
  expect([toldApart, findings]).toEqual([false, { 'not-told-apart': ['wrong-key', 'limit-used-up'] }]);
});

test('a client that waits for ever is stopped and named', async () => {
  const aborted: boolean[] = [];
  const { findings } = await rehearseKeyFaults(
    ({ signal }) => {
      signal.addEventListener('abort', () => aborted.push(true));
      return new Promise(() => {});
    },
    { rows: ['silence'], timeoutMs: 50 },
  );
  expect([findings, aborted]).toEqual([{ 'timed-out': ['silence'] }, [true]]);
});

test('a client that fails with a key that works is run no further', async () => {
  const report = await rehearseKeyFaults(() => Promise.reject(new Error('no module named grpc')));
  expect(report).toMatchObject({ toldApart: undefined, findings: { 'control-failed': ['control'] } });
  expect(report.rows.map(({ row }) => row)).toEqual(['control']);
  expect(report.rows[0]?.lastLines.join('\n')).toContain('no module named grpc');
});

const waits: [title: string, deadlineMs: number | undefined, finding: string][] = [
  ['has a deadline that is later', 60_000, 'deadline-not-reached'],
  ['has none', undefined, 'timed-out'],
  ['has one that it did not keep', 1_000, 'timed-out'],
];

test.for(waits)('a client in silence that %s', async ([, deadlineMs, finding]) => {
  const client = async ({ address, apiKey = '', row }: KeyFaultStage): Promise<void> => {
    using app = clientFor(address, { key: apiKey });
    if (row === 'silence') await new Promise(() => {});
    const options = deadlineMs === undefined ? {} : { deadline: Date.now() + deadlineMs };
    await app.call('getModelList', {}, options);
  };
  const { findings, rows } = await rehearseKeyFaults(client, {
    rows: ['control', 'silence'],
    timeoutMs: { silence: 1_500 },
  });
  expect(findings).toEqual({ [finding]: ['silence'] });
  expect(rows.map(({ timeoutMs }) => timeoutMs)).toEqual([20_000, 1_500]);
  const [control] = rows;
  expect(control?.deadlineMs === undefined ? undefined : Math.round(control.deadlineMs / 1000) * 1000).toBe(
    deadlineMs,
  );
});

test.for([{ silnce: 5 }, { silence: -1 }, { silence: 2 ** 31 }])(
  'the times %j are refused',
  async (timeoutMs) => {
    await expect(rehearseKeyFaults(listModels, { timeoutMs: timeoutMs as never })).rejects.toThrow(
      'client-misuse',
    );
  },
);

test('a row that there is not is refused with those that there are', async () => {
  await expect(rehearseKeyFaults(listModels, { rows: ['wrong' as 'slow'] })).rejects.toThrow(
    /"wrong".*wrong-key/,
  );
});
