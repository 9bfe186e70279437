import type { DataPath } from '../yaml/read-yaml.js';
import type { FileHandler, ScenarioFile } from './scenario-types.js';

/** Something wrong that no schema can tell. */
export interface Finding {
  readonly path: DataPath;
  readonly message: string;
}

type Check = (file: ScenarioFile, env: Readonly<Record<string, string | undefined>>) => Finding[];

/** What must hold between the parts of a scenario. Each looks at a file in which the schema found nothing wrong. */
const CHECKS: readonly Check[] = [
  ({ plan, monthlyLimit }) =>
    plan === undefined || monthlyLimit === undefined
      ? []
      : [{ path: ['plan'], message: 'plan and monthlyLimit exclude each other. Keep one of them.' }],
  ({ clock }) =>
    clock === undefined || !Number.isNaN(Date.parse(clock))
      ? []
      : [{ path: ['clock'], message: 'this is not a date and time. Give one such as 2026-03-31T23:59:58Z.' }],
  ({ keys = {} }, env) =>
    Object.entries(keys).flatMap(([label, key]) => {
      const name = key?.value === undefined ? undefined : variableIn(key.value);
      if (name === undefined || (env[name] ?? '') !== '') return [];
      const message = `the variable ${name} is not set. Set it to the key's text, or leave the value out.`;
      return [{ path: ['keys', label, 'value'], message }];
    }),
  ({ keys = {} }, env) => {
    const texts = new Set<string>();
    return Object.entries(keys).flatMap(([label, key]) => {
      const text = key?.value === undefined ? undefined : env[variableIn(key.value)];
      if (text === undefined || !texts.has(text)) {
        texts.add(text ?? '');
        return [];
      }
      return [
        { path: ['keys', label, 'value'], message: 'another key has the same text. Give each its own.' },
      ];
    });
  },
  ({ keys = { project_1: {} }, ...file }) => {
    const message = `there is no key with this label: there is ${labelWords(Object.keys(keys))}.`;
    const unknown = keyUses(file).filter(({ key }) => key !== undefined && !Object.hasOwn(keys, key));
    return unknown.map(({ path }) => ({ path, message }));
  },
  ({ faults = [] }) =>
    faults.flatMap(({ when: { method, service } = {} }, index) =>
      service === undefined || method !== undefined
        ? []
        : [{ path: ['faults', index, 'when', 'service'], message: 'a service needs a method. Give both.' }],
    ),
  ({ handlers = [] }) =>
    handlers.flatMap((handler, index) => handlerFindings(handler).map(at(['handlers', index]))),
];

/** Everything that is wrong between the parts of a scenario. */
export function scenarioFindings(...of: Parameters<Check>): Finding[] {
  return CHECKS.flatMap((check) => check(...of));
}

/** The first few: each finding has the sentence, and a file has room for a hundred thousand labels. */
function labelWords(labels: readonly string[]): string {
  const more = labels.length - 10;
  return [...labels.slice(0, 10), ...(more > 0 ? [`${more} more`] : [])].join(', ') || 'none';
}

/** The name in `${NAME}`. */
export function variableIn(value: string): string {
  return value.slice(2, -1);
}

const at =
  (path: DataPath) =>
  (finding: Finding): Finding => ({ ...finding, path: [...path, ...finding.path] });

function keyUses({ handlers = [], faults = [], play = [] }: Omit<ScenarioFile, 'keys'>): {
  path: DataPath;
  key: string | undefined;
}[] {
  return [
    ...handlers.map(({ key }, index) => ({ path: ['handlers', index, 'key'], key })),
    ...faults.map(({ when }, index) => ({ path: ['faults', index, 'when', 'key'], key: when?.key })),
    ...play.map(({ key }, index) => ({ path: ['play', index, 'key'], key })),
  ];
}

function handlerFindings({ once, times, delay, sequence, headers, trailers }: FileHandler): Finding[] {
  const findings: Finding[] = [];
  if (once !== undefined && times !== undefined) {
    findings.push({ path: ['times'], message: 'once and times exclude each other. Keep one of them.' });
  }
  if (typeof delay === 'object' && delay[0] > delay[1]) {
    findings.push({ path: ['delay'], message: 'the smaller of the two comes first.' });
  }
  if (sequence !== undefined && (headers ?? trailers) !== undefined) {
    const path = [headers === undefined ? 'trailers' : 'headers'];
    findings.push({ path, message: 'in a sequence each answer has its own headers and trailers.' });
  }
  return findings;
}
