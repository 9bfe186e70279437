import type { OpenBudget } from '../../budget/open-budget.js';
import type { OpenChannel } from '../../channel/open-channel.js';
import type { KeyShown } from '../../observe/call-hooks.js';
import type { FoundKey } from './find-key.js';

/** A key in use, and what a client makes of it once. */
export interface KeyInUse extends FoundKey {
  readonly shown: KeyShown;
  /** The channel, with the headers of a call with this key. */
  readonly way: OpenChannel;
  /** What calls are counted against; undefined where nothing limits them. */
  readonly budget: OpenBudget | undefined;
}

/** The key of a client's calls. */
export interface ClientKey {
  /** The key that was found last. */
  readonly current: () => KeyInUse;
  /** Looks for the key anew, once for all calls that ask meanwhile; undefined where the first key stays. */
  readonly renew: (() => Promise<KeyInUse>) | undefined;
  /** Ends the budgets of all keys that were used. */
  readonly end: () => Promise<void>;
}

/**
 * @param first The key that was found on connecting.
 * @param find Finds the key anew; undefined where the first one stays.
 * @param use Makes of a key what calls need. Asked once per key.
 */
export async function clientKey(
  first: FoundKey,
  find: (() => Promise<FoundKey>) | undefined,
  use: (found: FoundKey) => Promise<KeyInUse>,
): Promise<ClientKey> {
  let current = await use(first);
  const used = new Set([current]);
  let search: Promise<KeyInUse> | undefined;
  const look = async (findKey: () => Promise<FoundKey>): Promise<KeyInUse> => {
    const found = await findKey();
    current = [...used].find((one) => isSame(one, found)) ?? (await use(found));
    used.add(current);
    return current;
  };
  const renew = (findKey: () => Promise<FoundKey>): Promise<KeyInUse> => {
    search ??= look(findKey).finally(() => {
      search = undefined;
    });
    return search;
  };
  return {
    current: () => current,
    renew: find && (() => renew(find)),
    end: async () => {
      for (const { budget } of used) await budget?.end();
    },
  };
}

const isSame = (one: FoundKey, other: FoundKey): boolean =>
  one.name === other.name && one.key.reveal() === other.key.reveal();
