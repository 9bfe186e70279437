import { redact } from '@dlubal-kit/auth-core';
import type { MockServer } from '../door/mock-server.js';
import { OUTAGE_KINDS, type Outage } from '../engine/outage.js';
import type { CallRecord } from '../journal/call-record.js';
import { KEY_STATES } from '../keys/key-state.js';
import type { Usage } from '../metering/meters.js';
import type { Story } from '../stories/story.js';
import { STORIES } from '../stories/story-table.js';
import { statusName } from '../wire/status-code.js';

/** What the page began and can end. */
export interface UiStage {
  readonly stories: Map<string, Story>;
  outage: Outage | undefined;
}

const usageJson = ({ used, limit }: Usage): { used: number; limit: number | null } => ({
  used,
  limit: Number.isFinite(limit) ? limit : null,
});

/** Everything that the page shows besides the calls, as plain values. Keys are masked. */
export function uiState(server: MockServer, stage: UiStage): Record<string, unknown> {
  const { month, resetsAt } = server.usage;
  return {
    address: server.address,
    count: countOfAll(server),
    month,
    resetsAt: resetsAt.toISOString(),
    company: usageJson(server.usage),
    keys: Object.values(server.keys).map((key) => ({
      label: key.label,
      masked: key.masked,
      made: key.made,
      state: key.state,
      ...usageJson(server.usageOf(key)),
    })),
    states: Object.keys(KEY_STATES),
    stories: Object.entries(STORIES).map(([name, { tells }]) => {
      const running = stage.stories.get(name);
      return { name, tells, running: running !== undefined, now: running?.now ?? null };
    }),
    outages: OUTAGE_KINDS,
    failedHandshakes: server.failedHandshakes.slice(-5),
    outage: stage.outage?.kind ?? null,
  };
}

/** All calls that were answered, those too that the journal has dropped. */
function countOfAll({ requests, dropped }: MockServer): { calls: number; billed: number } {
  const kept = requests.filter(({ outcome }) => outcome !== 'pending');
  const gone = dropped.reduce((sum, { count }) => sum + count, 0);
  const goneBilled = dropped.reduce((sum, { count, billed }) => sum + (billed ? count : 0), 0);
  return { calls: kept.length + gone, billed: kept.filter(({ billed }) => billed).length + goneBilled };
}

/** One call as plain values, with every text in it masked. */
export function uiCall(call: CallRecord): Record<string, unknown> {
  const {
    seq,
    method,
    key,
    keyFlaw,
    status,
    outcome,
    details,
    billed,
    attempt,
    clientInfo,
    request,
    response,
  } = call;
  const shown = {
    seq,
    method,
    key: key ?? null,
    keyFlaw: keyFlaw ?? null,
    status: status === undefined ? null : statusName(status),
    outcome,
    details,
    billed,
    attempt,
    clientInfo: clientInfo ?? null,
    durationMs: Math.round(call.durationMs * 10) / 10,
    request: brief(request),
    response: brief(response),
  };
  return Object.fromEntries(
    Object.entries(shown).map(([name, value]) => [name, typeof value === 'string' ? redact(value) : value]),
  );
}

const MOST = 4_000;

/** A message as text, cut where it is long. */
function brief(message: unknown): string | null {
  if (message === undefined) return null;
  const text =
    JSON.stringify(message, (_name, value) => (typeof value === 'bigint' ? String(value) : value), 2) ?? '';
  return text.length > MOST ? `${text.slice(0, MOST)}\n… (${text.length} characters)` : text;
}
