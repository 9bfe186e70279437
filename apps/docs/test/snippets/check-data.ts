import { readFileSync } from 'node:fs';
import { parseConfig, parseSettings } from '@dlubal-kit/auth-core';
import { parseData, parseScenario } from '@dlubal-kit/mock-server/scenario';
import { expect } from 'vitest';
import { parse } from 'yaml';
import type { Runner } from './runner.js';

interface Step {
  readonly run?: unknown;
  readonly uses?: unknown;
}

const stepsOf = (job: unknown): Step[] => (job as { readonly steps?: Step[] }).steps ?? [];

/** A workflow of GitHub's has jobs; each has a machine and steps, and each step does one thing. */
function expectWorkflow({ jobs }: { readonly jobs: Readonly<Record<string, object>> }): void {
  for (const job of Object.values(jobs)) {
    if ('uses' in job) continue;
    expect(job).toHaveProperty('runs-on');
    expect(stepsOf(job).filter(({ run, uses }) => (run === undefined) === (uses === undefined))).toEqual([]);
  }
}

/** A scenario that needs no other file. */
function expectScenario(code: string): void {
  if (!/^\s*(?:- )?service: (?!dlubal)/m.test(code))
    expect(parseScenario(code)).toMatchObject({ kind: 'scenario' });
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const POLICY = new URL('../../../../packages/cli/schemas/policy.schema.json', import.meta.url);

/** A company's policy is known by its name. */
function expectPolicy(code: string): void {
  const schema = JSON.parse(readFileSync(POLICY, 'utf8'));
  expect(parseData(code, { schema, insteadOfKey: '' })).toMatchObject({ kind: 'data' });
}

export const yamlFiles: Runner = {
  runs: 'the reader of YAML, and of what it is',
  takes: ({ language }) => ['yaml', 'yml'].includes(language),
  run: ({ code, name }) => {
    const value: unknown = parse(code);
    expect(isObject(value)).toBe(true);
    if (!isObject(value)) return;
    if (name === 'policy.yaml') expectPolicy(code);
    else if ('version' in value && value.version === 1) expectScenario(code);
    if ('jobs' in value && isObject(value.jobs))
      expectWorkflow(value as Parameters<typeof expectWorkflow>[0]);
  },
};

export const jsonFiles: Runner = {
  runs: 'the reader of JSON',
  takes: ({ language }) => language === 'json',
  run: ({ code }) => expect(JSON.parse(code)).toBeDefined(),
};

/** config.ini has the section; everything else is a .dlubalrc. */
export const iniFiles: Runner = {
  runs: 'the reader of the kit',
  takes: ({ language }) => language === 'ini',
  run: ({ code }) =>
    expect(code.includes('[') ? parseConfig(code) : parseSettings(code)).toMatchObject({ ok: true }),
};
