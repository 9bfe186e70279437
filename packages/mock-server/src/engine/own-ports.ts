/** Ports on which servers of this process listen, for both copies of this package that a process may have loaded. */
const NAME = Symbol.for('@dlubal-kit/mock-server.ports');
const world = globalThis as unknown as Record<symbol, Set<number> | undefined>;
world[NAME] ??= new Set();

/** Adds and deletes: a server when it listens, and when it has stopped. */
export const ownPorts: Set<number> = world[NAME];
