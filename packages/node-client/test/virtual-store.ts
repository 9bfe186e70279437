import { grantOf, monthOf, type PoolUsage } from '@dlubal-kit/auth-core';
import {
  type BudgetStore,
  type PoolAnswer,
  type PoolChange,
  StoreTrouble,
  UNUSED,
} from '../src/budget/budget-store.js';

/** A store of values, which answers when a test lets it, and counts what it is asked. */
export class VirtualStore implements BudgetStore {
  readonly place = 'a test';
  readonly freshMs: number = 1_000;
  readonly asked: PoolChange['kind'][] = [];
  readonly months = new Map<string, PoolUsage>();
  /** Requests that are under way now, and the most that ever were. */
  underWay = 0;
  mostUnderWay = 0;
  down = false;

  async change(at: Date, change: PoolChange): Promise<PoolAnswer> {
    this.asked.push(change.kind);
    this.underWay += 1;
    this.mostUnderWay = Math.max(this.mostUnderWay, this.underWay);
    await new Promise(setImmediate);
    this.underWay -= 1;
    if (this.down) throw new StoreTrouble('The test store is down.');
    const before = this.usage(at);
    const after = { ...before, ...effect(before, change) };
    this.months.set(monthOf(at), after);
    return { granted: change.kind === 'lease' ? after.used - before.used : 0, usage: after };
  }

  usage(at: Date): PoolUsage {
    return this.months.get(monthOf(at)) ?? UNUSED;
  }

  remembered(at: Date): PoolUsage | undefined {
    return this.months.get(monthOf(at));
  }

  end(): void {}
}

function effect({ used, closed }: PoolUsage, change: PoolChange): Partial<PoolUsage> {
  if (change.kind === 'lease') return { used: used + (closed ? 0 : grantOf(change.limit - used, change)) };
  if (change.kind === 'count') return { used: used + change.units };
  if (change.kind === 'set-used') return { used: change.used };
  return change.kind === 'look' ? {} : { closed: change.kind === 'close' };
}
