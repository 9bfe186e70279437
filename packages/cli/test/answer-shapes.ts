import { type Shape, shape } from './answer-shape.js';

// What each command prints with --json. The published schemas are made from this table, and every answer is checked by it.
const { text, whole, number, flag, time, list, map, orNull, object, one, words, yes, no, anything } = shape;

/** Why something failed: the words of `Failure` in @dlubal-kit/auth-core. */
const failure = object(
  {
    kind: text,
    origin: words('server', 'gateway', 'transport', 'local'),
    retryable: flag,
    billed: words('yes', 'no', 'maybe'),
    happened: text,
    remedy: text,
    exitCode: whole,
  },
  { reason: text, status: whole, docs: text, serverMessage: text, transportMessage: text },
);
const failed = object({ ok: no, failure });

const problems = list(object({ line: whole, column: whole, path: text, message: text }));
const badFile = object({ ok: no, file: text, problems });

const fingerprinted = { masked: text, fingerprint: text };
const stored = object({ name: text, ...fingerprinted, isDefault: flag });
const used = { name: orNull(text), source: text, ...fingerprinted };
const server = object({ address: text, from: text }, { name: text, version: text });
const asked = { requests: whole, warnings: list(text) };

const change = object({ ok: yes, changed: flag, config: text, key: stored, notes: list(text) });
const answers = (...shapes: Shape[]): Shape => one(...shapes, failed);

const check = object({ ok: yes, key: object(used), offline: flag, ...asked }, { server, config: text });
const unchecked = object(
  { ok: no, failure, offline: flag, ...asked },
  { key: object(used), server, config: text },
);

const considered = object(
  {
    place: text,
    label: text,
    outcome: words('chosen', 'refused', 'used-as-name', 'shadowed', 'absent'),
    why: text,
  },
  { held: text, where: text },
);

const doctor = object({
  ok: flag,
  exitCode: whole,
  checks: list(
    object(
      { id: text, title: text, state: words('ok', 'warning', 'failed', 'skipped'), message: text },
      { more: list(text), exitCode: whole, fix: text },
    ),
  ),
  fixed: list(text),
});

const scan = object(
  {
    ok: flag,
    findings: list(
      object({ path: text, fingerprint: text }, { name: text, line: whole, part: text, commit: text }),
    ),
    allowed: whole,
    unscanned: list(object({ reason: text, message: text }, { what: text })),
    scanned: object({ files: whole, bytes: whole }, { commits: whole }),
  },
  { spends: object(fingerprinted, { name: text }) },
);
const hook = object({ ok: yes, hook: text, written: flag }, { notes: list(text) });

const pool = object({
  pool: text,
  used: whole,
  limit: orNull(whole),
  left: orNull(whole),
  part: orNull(number),
  state: words('open', 'near', 'used-up', 'closed'),
  closed: flag,
  projection: orNull(object({ requests: number, usedUpAt: orNull(time) })),
  resets: time,
});

const listening = { ready: yes, address: text, port: whole };
const reloaded = one(object({ reloaded: yes, keys: map(text) }), object({ reloaded: no }));

const rehearsed = object(
  {
    row: text,
    tells: text,
    failed: flag,
    timedOut: flag,
    timeoutMs: whole,
    durationMs: number,
    calls: whole,
    refused: whole,
    billed: whole,
    blindRetries: whole,
    header: text,
    leaked: flag,
    lastLines: list(text),
  },
  { deadlineMs: whole, exitCode: whole },
);

/** What each command prints, by its name. `mock schema` prints a schema. */
export const ANSWERS: Readonly<Record<string, Shape>> = {
  resolve: answers(
    object(
      {
        ok: flag,
        considered: list(considered),
        warnings: list(text),
        config: orNull(text),
        server: one(object({ address: text, from: text }), object({ problem: text })),
      },
      {
        key: object(used),
        failure,
        expected: list(
          object({ what: words('name', 'fingerprint'), wanted: text, found: orNull(text), met: flag }),
        ),
        settings: text,
      },
    ),
  ),
  token: answers(object({ ok: yes, key: object({ ...used, token: text }) })),
  env: answers(object({ ok: yes, shell: text, key: object(used), script: text })),
  doctor: answers(doctor, badFile),
  login: answers(
    object(
      { ok: flag, changed: flag, config: text, key: stored, notes: list(text) },
      { failure, server, requests: whole, warnings: list(text) },
    ),
  ),
  'keys list': answers(
    object({
      ok: yes,
      config: text,
      exists: flag,
      keys: list(object({ name: text, ...fingerprinted, isDefault: flag, line: whole }, { problem: text })),
    }),
    object({
      ok: yes,
      place: words('keyring'),
      keys: list(object({ name: text, ...fingerprinted, isDefault: flag }, { problem: text })),
    }),
  ),
  'keys show': answers(
    object({
      ok: yes,
      config: text,
      key: object(
        { name: text, ...fingerprinted, isDefault: flag, line: whole, sameAs: list(text) },
        { problem: text, revealed: text },
      ),
    }),
  ),
  'keys add': answers(
    change,
    object({ ok: yes, changed: flag, place: words('keyring'), key: stored, notes: list(text) }),
  ),
  'keys use': answers(change),
  'keys rename': answers(change),
  'keys remove': answers(change),
  'keys rotate': answers(
    change,
    object({ ok: no, changed: no, failure, config: text, ...asked }, { server }),
  ),
  'keys import': answers(
    object(
      {
        ok: flag,
        changed: flag,
        dryRun: flag,
        config: text,
        from: text,
        written: list(text),
        keys: list(
          object(
            {
              name: text,
              ...fingerprinted,
              fate: words('conflict', 'malformed', 'new', 'same'),
              line: whole,
            },
            { stored: object(fingerprinted), problem: text },
          ),
        ),
      },
      { failure },
    ),
  ),
  scan: answers(scan, hook),
  check: answers(check, unchecked),
  exec: failed,
  classify: answers(object({ ok: yes, failure })),
  budget: answers(object({ ok: yes, month: text, pools: list(pool) })),
  'budget set': answers(object({ ok: yes, pool: orNull(text) }, { perMonth: whole, used: whole })),
  'budget clear': answers(object({ ok: yes, pool: text, closed: no })),
  mock: answers(object({ ...listening, keys: map(text) }, { ui: text, ca: text }), reloaded, badFile),
  'mock check': answers(object({ ok: yes, file: text, problems: list(anything) }), badFile),
  'mock record': answers(object({ ...listening, recording: text, to: text }, { ca: text })),
  'mock drift': answers(
    object({
      ok: flag,
      file: text,
      compared: whole,
      skipped: whole,
      findings: list(
        object({ call: whole, method: text, path: text }, { recorded: anything, ours: anything }),
      ),
    }),
    badFile,
  ),
  'mock exec': one(
    object(
      { spent: whole, calls: whole, refused: whole, unmatched: whole, exitCode: whole, address: text },
      { budget: whole, overBudget: flag, unusedHandlers: list(text), failedHandshakes: list(text) },
    ),
  ),
  'mock rehearse': answers(
    object({ ok: yes, rows: list(rehearsed), findings: map(list(text)) }, { toldApart: flag }),
  ),
  completion: answers(object({ ok: yes, shell: text, script: text })),
};
