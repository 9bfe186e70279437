import type { MockServer } from '../door/mock-server.js';
import { keyFrom } from '../keys/mock-key.js';
import { STORIES, type StoryName } from '../stories/story-table.js';

/** One way in which a key, or the way to the server, is at fault. */
export interface KeyFaultRow {
  readonly tells: string;
  /** The text that the client gets instead of the key; undefined for none. @default the key */
  readonly gives?: (key: string) => string | undefined;
  /** What is changed about the server before the client starts. */
  readonly sets?: (server: MockServer<'project_1'>) => void;
}

const story = (name: StoryName): KeyFaultRow => ({
  tells: STORIES[name].tells,
  sets: (server) => void server.play(name),
});

/** Keeps the names in the types, and not the sentences, which every program's types would repeat. */
const keyFaults = <Name extends string>(
  rows: Readonly<Record<Name, KeyFaultRow>>,
): Readonly<Record<Name, KeyFaultRow>> => rows;

/** What a client of the Dlubal API can meet: a key that works first, for comparison. */
export const KEY_FAULTS = /* @__PURE__ */ keyFaults({
  control: { tells: 'The key works.' },
  'no-key': { tells: 'There is no key.', gives: () => undefined },
  'empty-key': { tells: 'The key is an empty text.', gives: () => '' },
  'trailing-newline': { tells: 'A line end follows the key.', gives: (key) => `${key}\n` },
  'trailing-space': { tells: 'A space follows the key.', gives: (key) => `${key} ` },
  quoted: { tells: 'The key is in quotation marks.', gives: (key) => `"${key}"` },
  'bearer-in-front': { tells: '"Bearer " precedes the key.', gives: (key) => `Bearer ${key}` },
  'upper-case': { tells: 'The key is in capitals.', gives: (key) => key.toUpperCase() },
  'cut-short': { tells: 'The end of the key is missing.', gives: (key) => key.slice(0, 40) },
  'two-joined': { tells: 'Two keys are joined by a comma.', gives: (key) => `${key},${key}` },
  'non-ascii': { tells: 'The key contains a letter beyond ASCII.', gives: (key) => `${key}é` },
  'wrong-key': { tells: 'The server does not know the key.', gives: () => keyFrom(undefined).reveal() },
  'revoked-key': {
    tells: 'The key was revoked.',
    sets: ({ keys }) => {
      keys.project_1.state = 'revoked';
    },
  },
  'expired-key': {
    tells: 'The key has expired.',
    sets: ({ keys }) => {
      keys.project_1.state = 'expired';
    },
  },
  'no-permission': story('no-permission'),
  'no-subscription': story('no-subscription'),
  'limit-used-up': {
    tells: "The month's requests were used up before.",
    sets: (server) => {
      server.monthlyLimit = 0;
    },
  },
  'last-request': {
    tells: 'One request is left of the month.',
    sets: (server) => {
      server.monthlyLimit = 1;
    },
  },
  'revoked-in-mid-run': story('key-revoked'),
  'limit-in-mid-run': story('limit-reached'),
  'server-restart': story('server-restart'),
  'flaky-network': story('flaky-network'),
  'proxy-in-the-way': story('proxy-in-the-way'),
  slow: story('slow'),
  'licence-missing': story('licence-missing'),
  'application-busy': story('application-busy'),
  'server-away': { tells: 'Connections are reset.', sets: (server) => void server.outage('refuse') },
  silence: {
    tells: 'The server takes calls and never answers.',
    sets: (server) => void server.outage('blackhole'),
  },
});

/** Name of a row of `KEY_FAULTS`. */
export type KeyFaultName = keyof typeof KEY_FAULTS;
