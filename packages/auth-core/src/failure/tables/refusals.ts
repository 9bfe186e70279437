import { ACCESS_CONTROL, type OwnFacts } from './kind-row.js';

/** How a mock server bills a refusal: like any answer, or by a rule of its own. */
export type RefusalBilling = 'answered' | { readonly billed: boolean; readonly source: string };

/** One refusal: all that anything in the kit knows about it. */
export interface Refusal extends OwnFacts {
  /** gRPC status code. */
  readonly status: 16;
  /** `grpc-message`, word for word. The mock server answers with it. */
  readonly details: string;
  /** Other sentences by which the server says the same, word for word. */
  readonly alsoSaid?: readonly string[];
  /** Where the sentences were read. */
  readonly source: string;
  /**
   * How it is recognised where a sentence is not word for word: other case, white space, punctuation, words around it, small
   * changes of wording. Tried on words in lower case with single spaces between. Gaps are bounded, so that a long log
   * costs little.
   */
  readonly stems: readonly RegExp[];
  readonly mock: {
    /** The states of a key that get this refusal, each with where that is known from. `[?]`: not confirmed. */
    readonly states: Readonly<Record<string, string>>;
    readonly billing: RefusalBilling;
  };
}

const METERING = 'docs/facts/wire.md, Metering: one call of one method, whatever it returns';
const ONLY_SENTENCE = '[?] no other sentence of the server is known';

/** Keeps the names in the types, and not the sentences, which every program's types would repeat. */
const refusals = <Table extends RefusalTable>(table: Table): Readonly<Table> => table;

/**
 * The refusals that the server is known to send, in the order in which their stems are tried. One row is one refusal:
 * the classifier, the mock server's answer, states and bill, the docs page and the exit code are views of it.
 * Source: docs/facts/errors.md.
 */
export const REFUSALS = /* @__PURE__ */ refusals({
  'no-subscription': {
    exitCode: 5,
    happened: 'The account has no subscription to the API service.',
    remedy: 'Subscribe to the API service in your Dlubal account, or use the key of an account that has one.',
    official: ACCESS_CONTROL,
    status: 16,
    details: 'Connected client does not have API service subscription.',
    source: 'seen by a user of the Python client 2.9.6',
    stems: [
      /\b(?:no|not|without|missing|lacks?|lacking|needs?|requires?|expired|inactive|t) (?:[a-z]+ ){0,5}?subscriptions?\b(?! plan| limit| s )/,
      /\bsubscriptions? (?:[a-z]+ ){0,4}?(?:missing|required|needed|expired|inactive|ended|not (?:found|active|valid))\b/,
      /\bnot (?:[a-z]+ )?subscribed\b|\bunsubscribed\b/,
    ],
    mock: {
      states: { 'no-subscription': 'docs/facts/errors.md, row 3' },
      billing: {
        billed: true,
        source: `${METERING}; whether there is a plan to book it to is not confirmed [?]`,
      },
    },
  },
  'access-restricted': {
    exitCode: 5,
    happened: 'The company has no permission to use the API, or has used up its requests.',
    remedy:
      'The key is not wrong. Check in your Dlubal account whether the requests of this month are used up (wait, or get a larger plan) or permission is missing: the server does not say which.',
    official: ACCESS_CONTROL,
    status: 16,
    details:
      'API access has been restricted. Your company does not have permission to use the Dlubal API Service, or the limits defined in your subscription plan have been exceeded.',
    source: 'the Dlubal API documentation, access control',
    stems: [
      /\baccess (?:[a-z]+ ){0,5}?(?:restricted|limited|suspended|blocked)\b|\b(?:restricted|suspended|blocked) (?:[a-z]+ ){0,4}?access\b/,
      /\bpermissions? (?:[a-z]+ ){0,2}?(?:use|access|call) (?:[a-z]+ ){0,3}?(?:dlubal|api|service)\b/,
      /\b(?:limits?|quotas?|credits?|requests|plan) (?:[a-z]+ ){0,8}?(?:exceeded|exhausted|used up|reached|consumed|depleted|spent)\b/,
      /\b(?:exceed(?:s|ed|ing)?|exhausted|used up|reached|consumed) (?:[a-z]+ ){0,6}?(?:limits?|quotas?|credits?|requests)\b/,
      /\b(?:no|not enough|insufficient|out of|too few) (?:[a-z]+ ){0,3}?(?:credits?|quota|requests)\b(?! (?:[a-z]+ ){0,3}?subscription)/,
    ],
    mock: { states: { 'no-permission': 'docs/facts/errors.md, row 2' }, billing: 'answered' },
  },
  'key-refused': {
    exitCode: 4,
    happened: 'The server does not accept the API key.',
    remedy: 'Use another key, or copy this one again from your Dlubal account: the server does not know it.',
    official: ACCESS_CONTROL,
    status: 16,
    details:
      'API key is invalid or in incorrect format. For more information, see https://apidocs.dlubal.com/access_control.html.',
    source: 'the Dlubal API documentation, access control',
    stems: [
      /\bkeys? (?:[a-z0-9]+ ){0,8}?(?:invalid|incorrect|wrong|malformed|unknown|expired|revoked|deactivated|disabled|rejected|refused|not (?:[a-z]+ )?(?:valid|correct|recogni[sz]ed|known|accepted|found|exist))\b/,
      /\b(?:invalid|incorrect|wrong|malformed|unknown|unrecogni[sz]ed|expired|revoked|bad) (?:[a-z]+ ){0,2}?keys?\b/,
    ],
    mock: {
      states: { unknown: 'docs/facts/errors.md, row 1', revoked: ONLY_SENTENCE, expired: ONLY_SENTENCE },
      billing: {
        billed: true,
        source: `${METERING}; whose plan a key that nobody knows is booked to is not confirmed [?]`,
      },
    },
  },
});

/** The kinds of refusal. */
export type RefusalKind = keyof typeof REFUSALS;

/** A table of refusals: the one above, or a test's. */
export type RefusalTable = Readonly<Record<string, Refusal>>;
