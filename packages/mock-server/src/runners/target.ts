/** What a socket is to be connected to. */
export interface Target {
  readonly host: string;
  readonly port: string;
}

/** As it is written in `denyEgress`. */
export function addressOf({ host, port }: Target): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

/**
 * What the arguments of `Socket.connect` name: `connect(options)`, `connect(port, host)`; Node itself hands on a list of
 * [options, callback]. Undefined for a Unix socket or a pipe.
 */
export function targetOf(args: readonly unknown[]): Target | undefined {
  const [first, second] = Array.isArray(args[0]) ? (args[0] as unknown[]) : args;
  if (typeof first === 'object' && first !== null) {
    const { path, host = 'localhost', port } = first as { path?: string; host?: string; port?: number };
    return path === undefined ? { host, port: String(port) } : undefined;
  }
  if (Number.isNaN(Number(first))) return undefined;
  return { host: typeof second === 'string' ? second : 'localhost', port: String(first) };
}
