import { BlockList, isIP } from 'node:net';
import { checkFields, either, type FieldCheck, FLAG } from '@dlubal-kit/auth-core';
import { ownPorts } from '../engine/own-ports.js';
import { addressOf, type Target } from './target.js';

/** Whether tests may dial other peers: `true` refuses all but the mock servers of this process, a list names hosts (`host` or `host:port`) that are free. */
export type DenyEgress = boolean | readonly string[];

const HOSTS: FieldCheck = {
  must: 'a list of hosts, each as "host" or "host:port"',
  holds: (value) =>
    Array.isArray(value) && value.every((host) => typeof host === 'string' && /^[^/\s@]+$/.test(host)),
};

/** A test, and what it may dial. */
export class GuardedTest {
  /** As messages name it. */
  readonly title: string;
  /** Connections that were refused to it. */
  readonly refused: Error[] = [];
  readonly isGuarded: boolean;
  readonly #free: ReadonlySet<string>;

  /** @throws {MisuseError} when `denyEgress` is neither a boolean nor a list of hosts. */
  constructor(title: string, denyEgress: DenyEgress) {
    checkFields({ denyEgress }, { denyEgress: either(FLAG, HOSTS) }, "the test's options");
    this.title = title;
    this.isGuarded = denyEgress !== false;
    this.#free = new Set(typeof denyEgress === 'boolean' ? [] : denyEgress);
  }

  mayDial(target: Target): boolean {
    const { host, port } = target;
    return (
      !this.isGuarded ||
      (isLoopback(host) && ownPorts.has(Number(port))) ||
      [host, `[${host}]`, addressOf(target)].some((name) => this.#free.has(name))
    );
  }
}

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');
// All addresses of this machine, loopback among them.
LOOPBACK.addAddress('0.0.0.0', 'ipv4');
LOOPBACK.addAddress('::', 'ipv6');

function isLoopback(host: string): boolean {
  const version = isIP(host);
  if (version === 0) return /^(?:.+\.)?localhost\.?$/i.test(host);
  return LOOPBACK.check(host, version === 4 ? 'ipv4' : 'ipv6');
}
