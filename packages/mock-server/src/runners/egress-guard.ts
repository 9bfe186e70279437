import { Socket } from 'node:net';
import { MisuseError } from '@dlubal-kit/auth-core';

/** Whether tests may dial other peers: `true` refuses all but the mock server, a list names hosts (`host` or `host:port`) that are free. */
export type DenyEgress = boolean | readonly string[];

interface Target {
  readonly path?: string;
  readonly host?: string;
  readonly port?: number | string;
}

/**
 * Refuses connections to anything but the mock server, and remembers them: code that swallows the error does not save
 * its test. It sees this process alone; child processes dial as they like. Unix sockets and pipes stay free.
 */
export class EgressGuard {
  readonly #allowed: Set<string> = new Set();
  readonly #refused: Error[] = [];
  #restore: (() => void) | undefined;

  /** Frees an address: `host:port`, or a host with all its ports. */
  allow(...addresses: readonly string[]): void {
    for (const address of addresses) this.#allowed.add(address);
  }

  start(): void {
    if (this.#restore !== undefined) return;
    const guard = this;
    const original = Socket.prototype.connect;
    const guarded = function (this: Socket, ...args: unknown[]): Socket {
      const refusal = guard.#judge(args, guarded);
      return refusal === undefined ? Reflect.apply(original, this, args) : this.destroy(refusal);
    };
    Socket.prototype.connect = guarded as typeof original;
    this.#restore = () => {
      Socket.prototype.connect = original;
    };
  }

  stop(): void {
    this.#restore?.();
    this.#restore = undefined;
  }

  /** @throws {Error} the first refused connection since the last check. */
  check(): void {
    const [first] = this.#refused.splice(0);
    if (first !== undefined) throw first;
  }

  #judge(args: readonly unknown[], caller: (...args: never[]) => unknown): Error | undefined {
    const { path, host, port } = targetOf(args);
    if (path !== undefined || this.#allowed.has(host) || this.#allowed.has(`${host}:${port}`))
      return undefined;
    const error = new MisuseError(
      `A test dialled ${host}:${port}, which is not the mock server: denyEgress refuses that.`,
      "Give the code under test the mock server's address, or list the host in denyEgress.",
    );
    Error.captureStackTrace(error, caller);
    this.#refused.push(error);
    return error;
  }
}

/** `connect(options)`, `connect(port, host)` and `connect(path)`; Node itself hands on a list of [options, callback]. */
function targetOf(args: readonly unknown[]): { path: string | undefined; host: string; port: string } {
  const [first, second] = Array.isArray(args[0]) ? (args[0] as unknown[]) : args;
  const options: Target =
    typeof first === 'object' && first !== null
      ? first
      : Number.isNaN(Number(first))
        ? { path: String(first) }
        : { port: String(first), ...(typeof second === 'string' ? { host: second } : {}) };
  return { path: options.path, host: options.host ?? 'localhost', port: String(options.port) };
}
