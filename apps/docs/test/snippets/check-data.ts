import { readFileSync } from 'node:fs';
import { parseConfig, parseSettings } from '@dlubal-kit/auth-core';
import { parseData, parseScenario } from '@dlubal-kit/mock-server/scenario';
import { expect } from 'vitest';
import { parse } from 'yaml';
import { verifyCi } from './check-ci.js';
import type { Runner } from './runner.js';

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
    if (name === 'policy.yaml') expectPolicy(code);
    else if (isObject(value) && 'version' in value) expectScenario(code);
    else verifyCi(value);
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
