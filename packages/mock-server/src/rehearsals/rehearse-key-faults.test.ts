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
    ({ apiKey }) => {
      throw new Error(`cannot use ${apiKey}`);
    },
    { rows },
  );
  expect(findings).toMatchObject({ 'key-leaked': rows, 'control-failed': ['control'] });
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

test('a row that there is not is refused with those that there are', async () => {
  await expect(rehearseKeyFaults(listModels, { rows: ['wrong' as 'slow'] })).rejects.toThrow(
    /"wrong".*wrong-key/,
  );
});
