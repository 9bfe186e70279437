import { LARGEST_LEASE, monthsLater } from '@dlubal-kit/auth-core';
import { type PoolAnswer, type PoolChange, StoreTrouble } from '../budget-store.js';
import type { Seen } from '../ledger/ledger-state.js';

/**
 * One change of a pool, atomically. The count is `base + since`: `since` is what was counted since this run of the Redis server began.
 * A server that restarts may have forgotten something. So each process says the newest count that it was told, and by which
 * run; from another run and newer than what this run began with, it raises `base`. `version` numbers the changes.
 */
export const SCRIPT = `
local key, kind, a, b = KEYS[1], ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local run, seen_run = ARGV[6], ARGV[7]
local seen_version, seen_used = tonumber(ARGV[8]), tonumber(ARGV[9])
local old = redis.call('HMGET', key, 'base', 'since', 'version', 'start', 'run', 'closed', 'limit')
local base, since = tonumber(old[1] or '0'), tonumber(old[2] or '0')
local version, start = tonumber(old[3] or '0'), tonumber(old[4] or '0')
local closed, limit = old[6] or '0', old[7] or ''
local changed = false

if old[5] ~= run then
  base, since, start = base + since, 0, version
end
if (seen_run ~= run or not old[5]) and seen_version > start then
  base, version = math.max(base, seen_used), math.max(version, seen_version)
  if ARGV[10] == '1' then closed = '1' end
  changed = true
end
if ARGV[4] ~= '' then limit = ARGV[4] end

local granted = 0
if kind == 'lease' and closed ~= '1' then
  local left = tonumber(limit) - base - since
  local share = math.floor(left / ${LARGEST_LEASE})
  granted = math.max(0, math.min(left, math.max(a, math.min(b, share))))
  since = since + granted
elseif kind == 'count' then
  since = math.max(since + a, -base)
elseif kind == 'set-used' then
  base, since, start = a, 0, version
elseif kind == 'close' then
  closed = '1'
elseif kind == 'reopen' then
  closed = '0'
end

if changed or granted > 0 or (kind ~= 'look' and kind ~= 'lease') then
  version = version + 1
  redis.call('HSET', key, 'base', base, 'since', since, 'version', version, 'start', start, 'run', run, 'closed', closed, 'limit', limit)
  redis.call('EXPIREAT', key, ARGV[5])
end
return {granted, base + since, version, closed, limit}
`;

/** The script's arguments: the change, when the key may go, the run of the server, and what is remembered of it. */
export function scriptArguments(at: Date, change: PoolChange, run: number, seen: Seen | undefined): string[] {
  const expires = monthsLater(at, 2).getTime() / 1000;
  const remembered =
    seen === undefined ? ['', 0, 0, 0] : [seen.run, seen.version, seen.used, seen.closed ? 1 : 0];
  const limit = 'limit' in change && Number.isFinite(change.limit) ? change.limit : '';
  return [change.kind, ...amounts(change), limit, expires, run, ...remembered].map(String);
}

function amounts(change: PoolChange): readonly [number, number] {
  switch (change.kind) {
    case 'lease':
      return [change.needed, change.size];
    case 'count':
      return [change.units, 0];
    case 'set-used':
      return [change.used, 0];
    case 'close':
    case 'reopen':
    case 'look':
      return [0, 0];
    default:
      return change satisfies never;
  }
}

/** The script's reply as an answer, and as what is to be remembered. */
export function readReply(reply: unknown, run: number): PoolAnswer & { readonly seen: Seen } {
  const [granted, used, version, closed, limit] = Array.isArray(reply) ? reply.map(String) : [];
  if (limit === undefined) throw new StoreTrouble('Redis answered with something other than a count.');
  const usage = {
    used: Number(used),
    limit: limit === '' ? Number.POSITIVE_INFINITY : Number(limit),
    closed: closed === '1',
  };
  const seen = { run, version: Number(version), used: usage.used, closed: usage.closed };
  return { granted: Number(granted), usage, seen };
}
