import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseConfig } from '@dlubal-kit/auth-core';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { expect, onTestFinished, test } from 'vitest';
import { ConfigStore } from '../src/config.js';
import { bundledScript } from './bundled-script.js';
import { tempFolder } from './temp-folder.js';

/** `DLUBAL_CRASH_PROCESSES=64` runs the whole of it; the default is what fits next to other tests. */
const PROCESSES = Number(process.env.DLUBAL_CRASH_PROCESSES ?? 12);
const ADDITIONS = 20;

interface Worker {
  readonly child: ChildProcess;
  readonly acknowledged: string[];
  readonly ended: Promise<void>;
}

function startWorker(script: string, args: readonly unknown[], onSaid: (worker: Worker) => void): Worker {
  const child = spawn(process.execPath, [script, ...args.map(String)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const acknowledged: string[] = [];
  const lines = createInterface({ input: child.stdout as NonNullable<typeof child.stdout> });
  const ended = Promise.all([
    new Promise((resolve) => lines.on('close', resolve)),
    new Promise((resolve) => child.on('exit', resolve)),
  ]).then(() => {});
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const worker = { child, acknowledged, ended };
  lines.on('line', (name) => {
    acknowledged.push(name);
    onSaid(worker);
  });
  return worker;
}

function namesIn(path: string): Set<string> {
  const config = parseConfig(readFileSync(path, 'utf8'));
  if (!config.ok) throw config.error;
  return new Set(config.apiKeys?.keys());
}

test(`${PROCESSES} processes, a third of them killed, lose no acknowledged key`, {
  timeout: 300_000,
}, async () => {
  const folder = tempFolder();
  const path = join(folder, 'config.ini');
  writeFileSync(path, '# keys of the office\n[api_keys]\nkept = ak-first\n');
  const script = await bundledScript('crash-worker.ts');

  // Each victim is killed after a number of its own additions and a moment more: often while it writes or waits.
  const victims = new Map<Worker, number>();
  const killWhenDue = (worker: Worker): void => {
    if (worker.acknowledged.length !== victims.get(worker)) return;
    setTimeout(() => worker.child.kill('SIGKILL'), Math.random() * 50);
  };
  const workers = Array.from({ length: PROCESSES }, (_, id) => {
    const isVictim = id % 3 === 0;
    // A victim would go on for ever, so that it is killed at work, not after it.
    const worker = startWorker(script, [path, id, isVictim ? 1e6 : ADDITIONS], killWhenDue);
    if (isVictim) victims.set(worker, Math.ceil(Math.random() * ADDITIONS));
    return worker;
  });

  let running = true;
  let reads = 0;
  const everyone = Promise.all(workers.map(({ ended }) => ended)).then(() => {
    running = false;
  });
  while (running) {
    const said = workers.flatMap(({ acknowledged }) => acknowledged);
    const names = namesIn(path);
    expect(said.filter((name) => !names.has(name))).toEqual([]);
    expect(names.has('kept')).toBe(true);
    reads += 1;
    await sleep(20);
  }
  await everyone;

  const killed = workers.filter(({ child }) => child.signalCode === 'SIGKILL');
  expect(killed.length).toBe(victims.size);
  for (const worker of workers.filter((one) => !victims.has(one))) {
    expect(worker.child.exitCode).toBe(0);
    expect(worker.acknowledged).toHaveLength(ADDITIONS);
  }
  expect(reads).toBeGreaterThan(20);

  await new ConfigStore({ path }).edit(() => ({ set: { last: madeKey() } }));
  const names = namesIn(path);
  expect(workers.flatMap(({ acknowledged }) => acknowledged).filter((name) => !names.has(name))).toEqual([]);
  expect(readdirSync(folder)).toEqual(['config.ini']);
  expect(readFileSync(path, 'utf8').startsWith('# keys of the office\n')).toBe(true);
  console.log(`${killed.length} of ${PROCESSES} killed, ${names.size - 2} keys stored, ${reads} reads`);
});
