import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  MAX_SCENARIO_BYTES,
  type ParsedScenario,
  parseScenario,
  type Scenario,
} from '@dlubal-kit/mock-server/scenario';
import { UsageError } from '../../../failure/usage-error.js';
import type { Context } from '../../../terminal/context.js';
import { reportProblems } from './scenario-view.js';

/**
 * Reads a scenario file.
 *
 * @throws {UsageError} when there is no such file, or it cannot be opened.
 */
export function readScenarioFile(file: string, context: Context): ParsedScenario {
  return parseScenario(readBytes(file, resolve(context.cwd, file)), { file, env: context.env });
}

/** The scenario of a file; undefined when it has mistakes, which are printed then. */
export function checkedScenario(file: string, context: Context): Scenario | undefined {
  const parsed = readScenarioFile(file, context);
  if (parsed.kind !== 'problems') return parsed.scenario;
  reportProblems(file, parsed.problems, context.print);
  return undefined;
}

const CAUSES: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'this user is not allowed to read it',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is not a folder',
  ELOOP: 'its links lead in a circle',
};

function readBytes(file: string, path: string): Uint8Array {
  let open: number | undefined;
  try {
    // So that a pipe without a writer does not block.
    open = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const stat = fstatSync(open);
    if (!stat.isFile())
      throw cannotRead(file, stat.isDirectory() ? 'it is a folder' : 'it is not a regular file');
    return readAtMost(open, MAX_SCENARIO_BYTES + 1);
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    const { code = '', message } = cause as NodeJS.ErrnoException;
    throw cannotRead(file, CAUSES[code] ?? message);
  } finally {
    if (open !== undefined) closeSync(open);
  }
}

const cannotRead = (file: string, why: string): UsageError =>
  new UsageError(`the scenario ${file} cannot be read: ${why}. Give the path of a YAML or JSON file.`);

function readAtMost(open: number, most: number): Uint8Array {
  const bytes = Buffer.allocUnsafe(Math.min(most, fstatSync(open).size + 1));
  let have = 0;
  for (let read = -1; read !== 0 && have < bytes.length; have += read) {
    read = readSync(open, bytes, have, bytes.length - have, null);
  }
  return bytes.subarray(0, have);
}
