import { MisuseError } from '@dlubal-kit/auth-core';
import { BudgetMeter } from './budget-meter.js';
import type { BudgetRule } from './budget-options.js';
import type { BudgetStore } from './budget-store.js';
import { LedgerStore } from './ledger/ledger-store.js';
import { networkDisk } from './ledger/network-disk.js';
import { RedisLink, type RedisModule } from './redis/redis-link.js';
import { RedisStore } from './redis/redis-store.js';

/** The budget of one client. Clients of a process with the same rule share one meter. */
export type OpenBudget = Pick<BudgetMeter, 'take' | 'giveBack' | 'restricted' | 'end'>;

/** Where a pool is counted: the folder of config.ini, and Redis where there is one. */
export interface BudgetPlace {
  readonly folder: string;
  readonly redis: string | undefined;
}

interface Shared {
  readonly meter: BudgetMeter;
  users: number;
}

const SHARED = new Map<string, Shared>();

/**
 * @param warn Gets what the program's author should know, each sentence once.
 * @throws {MisuseError} when Redis is asked for and the package `redis` is not installed.
 */
export async function openBudget(
  rule: BudgetRule,
  folder: string,
  warn: (message: string) => void,
): Promise<OpenBudget> {
  const store = await openStore(rule.pool, { folder, redis: rule.redis });
  const id = JSON.stringify([rule, folder]);
  const shared = SHARED.get(id) ?? { meter: new BudgetMeter(rule, store, Date.now, warn), users: 0 };
  if (shared.users === 0) {
    warnOfNetworkDisk(rule, folder, warn);
    giveBackOnExit();
    SHARED.set(id, shared);
  }
  shared.users += 1;
  return userOf(id, shared);
}

/** One user's share of a meter: the last one that ends it ends the meter. */
function userOf(id: string, shared: Shared): OpenBudget {
  const { meter } = shared;
  let ended: Promise<void> | undefined;
  const end = async (): Promise<void> => {
    shared.users -= 1;
    if (shared.users > 0) return;
    SHARED.delete(id);
    await meter.end();
  };
  return {
    take: () => meter.take(),
    giveBack: (lease) => meter.giveBack(lease),
    restricted: (lease) => meter.restricted(lease),
    end: () => {
      ended ??= end();
      return ended;
    },
  };
}

/** The store of a pool. It opens files and connections when it is used first. */
export async function openStore(pool: string, { folder, redis }: BudgetPlace): Promise<BudgetStore> {
  const ledger = new LedgerStore(folder, pool);
  if (redis === undefined) return ledger;
  return new RedisStore(new RedisLink(await loadRedis(), redis), pool, ledger);
}

async function loadRedis(): Promise<RedisModule> {
  try {
    return await import('redis');
  } catch (cause) {
    throw new MisuseError(
      'A budget in Redis needs the package "redis", which is not installed.',
      'Run: npm install redis',
      { cause },
    );
  }
}

function warnOfNetworkDisk(rule: BudgetRule, folder: string, warn: (message: string) => void): void {
  const disk = rule.redis === undefined ? networkDisk(folder) : undefined;
  if (disk === undefined) return;
  warn(
    `The budget of pool "${rule.pool}" is counted in ${folder}, which is on ${disk}: two machines that write there may both take the same units. Use one machine, or Redis.`,
  );
}

let listening = false;

/**
 * A program that ends without `close()` gives back the rest of its leases too. At `exit` a ledger still can;
 * Redis needs the moment before, which comes when a program has nothing more to do.
 */
function giveBackOnExit(): void {
  if (listening) return;
  listening = true;
  const giveBack = (): void => {
    for (const { meter } of SHARED.values()) void meter.rest();
  };
  process.on('beforeExit', giveBack).on('exit', giveBack);
}
