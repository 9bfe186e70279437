import { fault } from '../faults/fault-reply.js';
import { error } from '../handlers/reply.js';
import type { Step, StoryScript } from './story-script.js';

const fine = (calls: number): Step => ({ says: 'calls are answered', calls });
const always = Number.POSITIVE_INFINITY;

/** Keeps the names in the types, and not the sentences, which every program's types would repeat. */
const stories = <Name extends string>(
  rows: Readonly<Record<Name, StoryScript>>,
): Readonly<Record<Name, StoryScript>> => rows;

/**
 * The failure stories, by name. What the real server says when a licence is missing or a dialog is open is not
 * known: those words are this server's own [?].
 */
export const STORIES = /* @__PURE__ */ stories({
  'key-revoked': {
    tells: 'The key works once and is then revoked.',
    steps: [
      fine(1),
      { says: 'the key is revoked', calls: always, begin: (stage) => stage.setKeyState('revoked') },
    ],
  },
  'key-expired': {
    tells: 'The key works once and has then expired.',
    steps: [
      fine(1),
      { says: 'the key has expired', calls: always, begin: (stage) => stage.setKeyState('expired') },
    ],
  },
  'limit-reached': {
    tells: "The month's requests are used up after two calls.",
    steps: [
      fine(2),
      { says: "the month's requests are used up", calls: always, begin: (stage) => stage.useUp() },
    ],
  },
  'month-turns': {
    tells: "The month's requests are used up, and with the next month calls pass again.",
    steps: [
      fine(1),
      { says: "the month's requests are used up", calls: 1, begin: (stage) => stage.useUp() },
      { says: 'the next month has begun', calls: always, begin: (stage) => stage.nextMonth() },
    ],
  },
  'no-permission': {
    tells: 'The company has no permission to use the API.',
    steps: [
      { says: 'permission is missing', calls: always, begin: (stage) => stage.setKeyState('no-permission') },
    ],
  },
  'no-subscription': {
    tells: 'The account is not subscribed to the API service.',
    steps: [
      { says: 'no subscription', calls: always, begin: (stage) => stage.setKeyState('no-subscription') },
    ],
  },
  'server-restart': {
    tells: 'The server answers once, is away for a quarter of a second, and comes back.',
    steps: [
      fine(1),
      {
        says: 'the server is away',
        calls: 1,
        begin: (stage) => stage.goAway(250),
        answer: fault('no-answer'),
      },
      fine(always),
    ],
  },
  'flaky-network': {
    tells: 'Connections break now and then; what is tried again comes through.',
    steps: [
      { says: 'the connection is reset', calls: 1, answer: fault('connection-reset') },
      fine(1),
      { says: 'the stream is refused', calls: 1, answer: fault('refused-stream') },
      fine(1),
      { says: 'the connection is closed', calls: 1, answer: fault('connection-closed') },
      fine(always),
    ],
  },
  slow: {
    tells: 'Answers take ever longer, then are quick again.',
    steps: [
      { says: 'a tenth of a second', calls: 1, answer: fault('latency', { delayMs: 100 }) },
      { says: 'half a second', calls: 1, answer: fault('latency', { delayMs: 500 }) },
      { says: 'two seconds', calls: 1, answer: fault('latency', { delayMs: 2_000 }) },
      fine(always),
    ],
  },
  'proxy-in-the-way': {
    tells: 'A proxy answers instead of the server, twice.',
    steps: [
      { says: 'HTTP 407', calls: 1, answer: fault('http-page', { httpStatus: 407 }) },
      { says: 'HTTP 502', calls: 1, answer: fault('http-page', { httpStatus: 502 }) },
      fine(always),
    ],
  },
  'licence-missing': {
    tells: 'RFEM runs without the licence that the calls need.',
    steps: [
      {
        says: 'the licence is missing',
        calls: always,
        answer: error('failed-precondition', 'There is no licence for this function.'),
      },
    ],
  },
  'application-busy': {
    tells: 'A dialog is open in RFEM for two calls.',
    steps: [
      { says: 'a dialog is open', calls: 2, answer: error('unavailable', 'The application is busy.') },
      fine(always),
    ],
  },
});

/** Name of a failure story. */
export type StoryName = keyof typeof STORIES;
