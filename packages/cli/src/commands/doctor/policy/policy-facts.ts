import { explainResolution, fingerprint, type KeySource } from '@dlubal-kit/auth-core';
import type { CheckOutcome } from '../check-outcome.js';
import type { DoctorValues } from '../doctor-values.js';

/** What the rules of a policy decide by. Holds no key. */
export interface PolicyFacts {
  /** Undefined where a file that says so cannot be read. */
  readonly server: PolicyServer | undefined;
  /** The key in use; undefined where none is found, which another check reports. */
  readonly key: PolicyKey | undefined;
  /** Whether config.ini has a default; undefined where it cannot be read. */
  readonly hasDefault: boolean | undefined;
  /** What the check of file rights says. */
  readonly permissions: Pick<CheckOutcome, 'state' | 'message'>;
  /** Whether there is a config.ini. */
  readonly hasConfig: boolean;
}

interface PolicyServer {
  readonly address: string;
  /** Whether it is this machine. */
  readonly loopback: boolean;
  readonly encrypted: boolean;
  /** What turned encryption on or off. */
  readonly encryptedBy: string;
}

interface PolicyKey {
  readonly name: string;
  readonly masked: string;
  readonly fingerprint: string;
  readonly source: KeySource;
}

/** @param permissions what the check of file rights says */
export function policyFacts(
  { server, input, file, findings }: DoctorValues,
  permissions: PolicyFacts['permissions'],
): PolicyFacts {
  const { encryption } = server;
  const readable = file.kind !== 'unreadable' && !findings.some(({ rule }) => rule === 'config-syntax');
  return {
    server: encryption && {
      address: server.address,
      loopback: server.loopback,
      encrypted: encryption.on,
      encryptedBy: encryption.from,
    },
    key: input && keyOf(input),
    hasDefault: readable ? file.kind === 'read' && file.hasDefault : undefined,
    permissions,
    hasConfig: file.kind !== 'absent',
  };
}

function keyOf(input: NonNullable<DoctorValues['input']>): PolicyKey | undefined {
  const { resolved } = explainResolution(input);
  if (resolved === undefined) return undefined;
  const { key, name = 'a key without a name', source } = resolved;
  return { name, source, masked: key.masked, fingerprint: fingerprint(key.reveal()) };
}
