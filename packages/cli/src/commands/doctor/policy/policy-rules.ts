import { type KeySource, PLACES, placeWords } from '@dlubal-kit/auth-core';
import type { DataRules } from '@dlubal-kit/mock-server/scenario';
import { EXIT } from '../../../failure/exit.js';
import { type CheckOutcome, failed, ok } from '../check-outcome.js';
import type { PolicyFacts } from './policy-facts.js';

/** A rule that a policy can have: what a file can say, and whether it is kept. */
interface PolicyRule<Wanted> {
  readonly schema: DataRules['schema'];
  readonly judge: (facts: PolicyFacts, wanted: Wanted) => CheckOutcome;
}

/** The rules that a policy can have, by their fields. A rule can only be added: no value makes doctor more lenient. */
export interface PolicyFields {
  readonly plaintext: 'forbidden';
  readonly tls: 'required';
  readonly default: 'forbidden';
  readonly permissions: 'owner-only';
  readonly places: readonly KeySource[];
  readonly fingerprints: readonly string[];
}

export type PolicyRuleName = keyof PolicyFields;

const broken = (message: string): CheckOutcome => failed(EXIT.policy, message);
/** What cannot be judged is not kept: a gate that lets it pass would be none. */
const unknown = (what: string): CheckOutcome => broken(`cannot be judged, since ${what}. Fix that first.`);

const NO_KEY = ok('no key is in use');
const SERVER_UNKNOWN = 'a file that says where the server is cannot be read';
const CONFIG_UNKNOWN = 'config.ini cannot be read';
const USE_TLS = 'Turn TLS on: tls = true in ~/.dlubalrc, DLUBAL_API_TLS=1 or --tls.';

/** The places that doctor can see: a key that a program gives in its code is not among them. */
const SEEN = PLACES.filter(({ option }) => option === undefined || option.flag !== undefined);

const called = ({ name, masked }: NonNullable<PolicyFacts['key']>): string => `${name} (${masked})`;

/** Every rule; a row is all that a new one needs. */
export const POLICY_RULES: { readonly [Name in PolicyRuleName]: PolicyRule<PolicyFields[Name]> } = {
  plaintext: {
    schema: { const: 'forbidden', description: 'No unencrypted connection to another machine.' },
    judge: ({ server }) => {
      if (server === undefined) return unknown(SERVER_UNKNOWN);
      const { address, encrypted, loopback, encryptedBy } = server;
      if (encrypted) return ok(`calls to ${address} are encrypted`);
      if (loopback) return ok(`${address} is this machine`);
      return broken(`the key goes to ${address} unencrypted (${encryptedBy}). ${USE_TLS}`);
    },
  },
  tls: {
    schema: { const: 'required', description: 'Every connection is encrypted, also to this machine.' },
    judge: ({ server }) => {
      if (server === undefined) return unknown(SERVER_UNKNOWN);
      const { address, encrypted, encryptedBy } = server;
      return encrypted
        ? ok(`calls to ${address} are encrypted (${encryptedBy})`)
        : broken(`calls to ${address} are not encrypted (${encryptedBy}). ${USE_TLS}`);
    },
  },
  default: {
    schema: {
      const: 'forbidden',
      description: 'config.ini has no default key, so that every program names the key that it uses.',
    },
    judge: ({ hasDefault }) => {
      if (hasDefault === undefined) return unknown(CONFIG_UNKNOWN);
      if (!hasDefault) return ok('config.ini has no default');
      return broken(
        'config.ini has a default, which every program uses that names no key. Run "dlubal-auth keys remove default", and set DLUBAL_REMEMBER_LAST_USED=0 so that no program sets one again.',
      );
    },
  },
  permissions: {
    schema: { const: 'owner-only', description: 'Nobody else can read or change config.ini.' },
    judge: ({ hasConfig, permissions: { state, message } }) => {
      if (!hasConfig) return ok('there is no config.ini');
      if (state === 'ok') return ok(message);
      return state === 'skipped' ? unknown(`of config.ini it is not known: ${message}`) : broken(message);
    },
  },
  places: {
    schema: {
      type: 'array',
      items: { enum: SEEN.map(({ source }) => source) },
      minItems: 1,
      uniqueItems: true,
      description: `Where the key in use can come from, as "source" in "dlubal-auth resolve --json" names it: ${SEEN.map(({ source }) => `${source} (${placeWords(source, 'flag')})`).join(', ')}.`,
    },
    judge: ({ key }, wanted) => {
      if (key === undefined) return NO_KEY;
      const from = `${called(key)} comes from ${placeWords(key.source, 'flag')} (${key.source})`;
      return wanted.includes(key.source)
        ? ok(from)
        : broken(`${from}. Allowed: ${wanted.join(', ')}. Give the key in one of these places.`);
    },
  },
  fingerprints: {
    schema: {
      type: 'array',
      items: {
        type: 'string',
        pattern: '^[0-9a-f]{8}$',
        $comment: 'a fingerprint has 8 hexadecimal digits, in quotes. Copy it from "dlubal-auth keys list".',
      },
      minItems: 1,
      maxItems: 10_000,
      uniqueItems: true,
      description: 'Fingerprints of the keys that can be used, as "dlubal-auth keys list" shows them.',
    },
    judge: ({ key }, wanted) => {
      if (key === undefined) return NO_KEY;
      return wanted.includes(key.fingerprint)
        ? ok(`${called(key)} has the fingerprint ${key.fingerprint}, which is listed`)
        : broken(
            `${called(key)} has the fingerprint ${key.fingerprint}, which is not listed. Use a listed key, or have this one added to the policy.`,
          );
    },
  },
};
