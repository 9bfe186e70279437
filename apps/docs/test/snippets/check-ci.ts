import { expect } from 'vitest';
import { expectShell } from './expect-shell.js';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];
const fieldsIn = (value: unknown): Fields[] => listOf(value).filter(isFields);

/** What a step does: each does one thing. */
const GITHUB_STEP = ['run', 'uses'];
const AZURE_STEP = ['checkout', 'task', 'script', 'bash', 'publish', 'download'];

function expectSteps(steps: unknown, actions: readonly string[]): void {
  expect(fieldsIn(steps).length).toBeGreaterThan(0);
  const doing = (step: Fields): number => actions.filter((action) => action in step).length;
  expect(fieldsIn(steps).filter((step) => doing(step) !== 1)).toEqual([]);
}

/** A job is another workflow, or has a machine and steps. */
function expectWorkflow({ jobs }: Fields): void {
  for (const job of Object.values(jobs as Fields).filter(isFields)) {
    if ('uses' in job) continue;
    expect(job).toHaveProperty('runs-on');
    expectSteps(job.steps, GITHUB_STEP);
  }
}

/** Of GitLab's keywords, those of jobs that pages use; a new one needs a look at GitLab's reference. */
const GITLAB_JOB = new Set(['artifacts', 'image', 'needs', 'rules', 'script', 'stage', 'tags', 'variables']);
const GITLAB_GLOBAL = new Set(['default', 'include', 'stages', 'variables', 'workflow']);

function expectGitLab(value: Fields): void {
  const jobs = Object.entries(value).filter(([name]) => !GITLAB_GLOBAL.has(name));
  for (const [, job] of jobs) {
    expect(job).toHaveProperty('script');
    expect(Object.keys(job as Fields).filter((key) => !GITLAB_JOB.has(key))).toEqual([]);
  }
}

function expectPreCommit({ repos }: Fields): void {
  for (const hook of fieldsIn(repos).flatMap(({ hooks }) => fieldsIn(hooks)))
    expect(Object.keys(hook)).toEqual(expect.arrayContaining(['id', 'name', 'entry', 'language']));
}

const hasScripts = (value: unknown): boolean =>
  isFields(value) && Object.values(value).some((job) => isFields(job) && 'script' in job);

/** What a file of YAML can be for, and whether it has what that needs. */
const SYSTEMS: readonly {
  readonly is: (value: unknown) => boolean;
  readonly verify: (value: Fields) => void;
}[] = [
  { is: (value) => isFields(value) && isFields(value.jobs), verify: expectWorkflow },
  {
    is: (value) => isFields(value) && 'steps' in value,
    verify: ({ steps }) => expectSteps(steps, AZURE_STEP),
  },
  { is: (value) => isFields(value) && 'repos' in value, verify: expectPreCommit },
  { is: hasScripts, verify: expectGitLab },
  { is: Array.isArray, verify: (steps) => expectSteps(steps, GITHUB_STEP) },
];

/** Fields whose text a shell runs. */
const SHELL = new Set(['run', 'script', 'bash', 'entry']);

function textsOf(value: unknown, wanted: (key: string) => boolean, key = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((part) => textsOf(part, wanted, key));
  if (isFields(value)) return Object.entries(value).flatMap(([name, part]) => textsOf(part, wanted, name));
  return wanted(key) ? [String(value)] : [];
}

/** Fields that name files which a command of the job writes. */
const TAKES_FILES = new Set(['sarif_file', 'paths', 'publish']);

/** A file of a CI system: its form, what a shell says of its lines, and that files it hands on are written. */
export function verifyCi(value: unknown): void {
  const system = SYSTEMS.find(({ is }) => is(value));
  if (system === undefined) throw new Error('No reader knows what this file is for.');
  system.verify(value as Fields);
  const lines = textsOf(value, (key) => SHELL.has(key));
  for (const line of lines) expectShell(line);
  const taken = textsOf(value, (key) => TAKES_FILES.has(key));
  expect(taken.filter((file) => !lines.some((line) => line.includes(`> ${file}`)))).toEqual([]);
}
