const world = globalThis as unknown as Record<symbol, Set<number> | undefined>;

/** One set for all copies of this package that a process may have loaded. */
function sharedSet(name: symbol): Set<number> {
  const set = world[name] ?? new Set();
  world[name] = set;
  return set;
}

/** Ports on which servers of this process listen: a server is added when it listens, and leaves when it has stopped. */
export const ownPorts: Set<number> = sharedSet(Symbol.for('@dlubal-kit/mock-server.ports'));

/** Those of them that forward to a real server, which bills. */
export const billedPorts: Set<number> = sharedSet(Symbol.for('@dlubal-kit/mock-server.billed-ports'));
