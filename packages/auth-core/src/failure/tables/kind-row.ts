/** Who spoke: the Dlubal server, something that answered instead of it, the connection, or this process. */
export type FailureOrigin = 'server' | 'gateway' | 'transport' | 'local';

/** Whether a call was billed; `maybe` when it was sent and no answer came back. */
export type Billed = 'yes' | 'no' | 'maybe';

/** Keeps the numbers in the types, and not the texts, which every program's types would repeat. */
const exitCodes = <Code extends number>(
  rows: Readonly<Record<Code, string>>,
): Readonly<Record<Code, string>> => rows;

/** What each exit code of `dlubal-auth` means. Every kind of failure has one of 1 to 9. */
export const EXIT_CODES = /* @__PURE__ */ exitCodes({
  0: 'fine',
  1: 'unexpected',
  2: 'wrong usage',
  3: 'no key, an unknown name, or not a valid key',
  4: 'the server refused the key',
  5: 'access is restricted, a subscription is missing, or the budget is used up',
  6: 'the server or the store of the budget was not reached, or something else answered',
  7: 'TLS',
  8: 'config.ini or .dlubalrc cannot be used',
  9: 'any other answer of the server',
  // Not of a failure: with it CI can tell a leak from a search that could not be made.
  10: 'a key was found where it does not belong',
  // Not of a failure: what was run ended well by its own account.
  11: 'a program over its budget, a rehearsal that failed, or recorded answers that differ',
  // Not of a failure: no key was found in what could be searched.
  12: 'not everything could be scanned',
  // Not of a failure: everything works, and somebody decided that it is not allowed.
  13: "a rule of the company's policy is broken",
});

/** An exit code of `dlubal-auth`. */
export type ExitCode = keyof typeof EXIT_CODES;

/** What a finer cause changes about its kind. */
export interface ReasonRow {
  /** What happened, where the kind's sentence says too little. */
  readonly happened?: string;
  /** What an engineer does next about this cause. */
  readonly remedy: string;
  readonly origin?: FailureOrigin;
  readonly billed?: Billed;
  readonly retryable?: boolean;
}

/** The facts of one kind. */
export interface KindRow {
  /** What happened, in one sentence. */
  readonly happened: string;
  /** What an engineer does next, in one or two sentences. */
  readonly remedy: string;
  readonly exitCode: ExitCode;
  readonly origin: FailureOrigin;
  readonly billed: Billed;
  readonly retryable: boolean;
  /** A page of Dlubal's about it. */
  readonly official?: string;
}

/** Dlubal's page about keys and what they allow. */
export const ACCESS_CONTROL = 'https://apidocs.dlubal.com/access_control.html';

/** A row as the groups write it: what the whole group shares is said once, in `SharedFacts`. */
export type OwnFacts = Pick<KindRow, 'happened' | 'remedy' | 'exitCode'> & Partial<KindRow>;

/** What the kinds of one group share. */
export type SharedFacts = Pick<KindRow, 'origin' | 'billed' | 'retryable'>;

export const HERE: SharedFacts = { origin: 'local', billed: 'no', retryable: false };
export const ON_THE_WAY: SharedFacts = { origin: 'transport', billed: 'no', retryable: false };
/** An answer of the server is billed, whatever it says (docs/facts/wire.md, Metering). */
export const ANSWERED: SharedFacts = { origin: 'server', billed: 'yes', retryable: false };
