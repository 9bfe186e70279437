import { REFUSALS } from '@dlubal-kit/auth-core';
import { type DeepPartial, type Rpc, rpcList } from '@dlubal-kit/protos';
import { isReply, type StatusReply } from '../handlers/reply.js';
import type { AskedField, FieldPattern } from '../patterns/field-patterns.js';
import { modelReply } from '../rfem/model-answers.js';
import { factsOf, type RfemFacts } from '../rfem/rfem-facts.js';
import { RfemModels } from '../rfem/rfem-models.js';
import { messageFromFile, messageToFile, requestFromFile } from '../scenario/file-message.js';
import { checkScenario, type Scenario } from '../scenario/scenario.js';
import type {
  FileAnswer,
  FileError,
  FileHandler,
  FileMessage,
  ScenarioFile,
} from '../scenario/scenario-types.js';
import { STATUS_CODES, type StatusName, statusName } from '../wire/status-code.js';
import { differences } from './differences.js';

/** One place where a recorded answer is not what the in-memory models answer. */
export interface DriftFinding {
  /** Position of the call in the recording. */
  readonly call: number;
  readonly method: string;
  /** Field of the answer, as `modelInfo[0].name`; `status` and `details` of an error. */
  readonly path: string;
  readonly recorded: unknown;
  readonly ours: unknown;
}

/** What differs between recorded answers and those of a server. */
export interface Drift {
  /** Calls that were compared. */
  readonly compared: number;
  /** Calls that were not: the answer depended on the account, or was a fault. */
  readonly skipped: number;
  readonly findings: readonly DriftFinding[];
}

interface RecordedStep {
  readonly at: number;
  readonly handler: FileHandler;
  readonly answer: FileAnswer;
}

/**
 * Asks the in-memory models what a recording asked the real server, in the same order, and compares the answers. What
 * a server makes up, ids and numbers, is compared by its form, and stands for the recorded one in later requests.
 *
 * @throws {MisuseError} for what is not a scenario.
 */
export function driftOf(scenario: Scenario): Drift {
  checkScenario(scenario);
  const { file } = scenario;
  const worlds = new Map<string, World>();
  const findings: DriftFinding[] = [];
  let skipped = 0;
  const steps = stepsOf(file);
  for (const { at, handler, answer } of steps) {
    const row = rpcList.find(({ name }) => name === handler.method) as Rpc<unknown, unknown>;
    const key = handler.key ?? '';
    const world = worlds.get(key) ?? newWorld(file);
    worlds.set(key, world);
    if (answer.fault !== undefined || isAccountRefusal(answer.error)) {
      skipped += 1;
      continue;
    }
    const ours = ask(row, handler.when?.request ?? {}, world);
    for (const found of compare(row, answer, ours, world.ids))
      findings.push({ call: at, method: row.name, ...found });
  }
  return { compared: steps.length - skipped, skipped, findings };
}

interface World {
  readonly facts: RfemFacts;
  /** Ids that the real server made, with those that the models made in their place. */
  readonly ids: Map<string, string>;
}

function newWorld(file: ScenarioFile): World {
  return { facts: { ...factsOf(file), models: new RfemModels() }, ids: new Map() };
}

function stepsOf({ handlers = [] }: ScenarioFile): RecordedStep[] {
  const steps = handlers.flatMap((handler) =>
    (handler.sequence ?? [handler]).flatMap((answer) =>
      (answer.calls ?? []).map((at) => ({ at, handler, answer })),
    ),
  );
  return steps.sort((a, b) => a.at - b.at);
}

/** The models know no account: no key, no limit, no subscription. */
function isAccountRefusal(error: FileError | undefined): boolean {
  return (
    error !== undefined &&
    ((error.kind !== undefined && Object.hasOwn(REFUSALS, error.kind)) ||
      error.status === 'UNAUTHENTICATED' ||
      error.status === STATUS_CODES.UNAUTHENTICATED)
  );
}

function ask(
  row: Rpc<unknown, unknown>,
  request: FileMessage,
  { facts, ids }: World,
): FileMessage | StatusReply {
  const ours = requestFromFile(row.requestType, withOurIds(request, ids) as FileMessage, exampleOf);
  const complete = row.completeRequest(ours as DeepPartial<unknown>);
  const answer = modelReply(row.method, complete, facts);
  if (answer.kind === 'message') return completed(row, answer.message as Record<string, unknown>);
  return answer as StatusReply;
}

/** A value that a pattern fits, as far as one is at hand: a recording has patterns where a key was. */
function exampleOf(pattern: FieldPattern, { kind, literal = (value) => value }: AskedField): unknown {
  const { contains, oneOf: [first] = [] } = pattern;
  const example = literal(contains ?? first);
  return kind === 'list' ? [example] : example;
}

const completed = (row: Rpc<unknown, unknown>, message: Record<string, unknown>): FileMessage =>
  messageToFile(row.responseType, row.completeResponse(message as DeepPartial<unknown>) as FileMessage);

function withOurIds(data: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (typeof data === 'string') return ids.get(data) ?? data;
  if (Array.isArray(data)) return data.map((item) => withOurIds(item, ids));
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, withOurIds(value, ids)]));
}

function compare(
  row: Rpc<unknown, unknown>,
  { reply, error }: FileAnswer,
  ours: FileMessage | StatusReply,
  ids: Map<string, string>,
): Omit<DriftFinding, 'call' | 'method'>[] {
  const recordedStatus = error === undefined ? 'OK' : statusOf(error);
  const ourStatus = isReply(ours) ? statusName(ours.status) : 'OK';
  if (recordedStatus !== ourStatus) return [{ path: 'status', recorded: recordedStatus, ours: ourStatus }];
  if (isReply(ours)) {
    const recorded = error?.details ?? '';
    const { details } = ours as StatusReply;
    return recorded === details ? [] : [{ path: 'details', recorded, ours: details }];
  }
  const whole = completed(row, messageFromFile(row.responseType, reply ?? {}));
  return differences(whole, ours, ids);
}

function statusOf({ status, kind }: FileError): string {
  if (typeof status === 'number') return statusName(status);
  return (status as StatusName | undefined) ?? kind ?? 'OK';
}
