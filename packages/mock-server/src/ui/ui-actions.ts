import { checkName, MisuseError } from '@dlubal-kit/auth-core';
import type { MockServer } from '../door/mock-server.js';
import type { OutageKind } from '../engine/outage.js';
import { KEY_STATES, type KeyState } from '../keys/key-state.js';
import type { StoryName } from '../stories/story-table.js';
import type { UiStage } from './ui-state.js';

/** The body of a request: a JSON object. */
export type Body = Readonly<Record<string, unknown>>;

/** Changes the server. @throws {MisuseError} when the body asks for something that there is not; the message says what there is. */
type Action = (server: MockServer, stage: UiStage, body: Body) => void;

/** What `POST` does, by path. */
export const UI_ACTIONS: Readonly<Record<string, Action>> = {
  '/api/play': (server, { stories }, { name, end }) => {
    const text = String(name);
    const running = stories.get(text);
    running?.end();
    stories.delete(text);
    if (end !== true) stories.set(text, server.play(text as StoryName));
  },
  '/api/outage': (server, stage, { kind }) => {
    stage.outage?.end();
    stage.outage = undefined;
    if (kind !== null) stage.outage = server.outage(kind as OutageKind);
  },
  '/api/keys': (server, _stage, { label, state, limit }) => {
    const key = server.key(String(label));
    if (state !== undefined) checkName(state, Object.keys(KEY_STATES), 'key state');
    if (limit !== undefined && limit !== null && !(typeof limit === 'number' && limit >= 0)) {
      throw new MisuseError(
        'The limit of a key must be a number of requests.',
        'Give 0 or more, or null for none.',
      );
    }
    if (state !== undefined) key.state = state as KeyState;
    if (limit !== undefined) key.limit = (limit as number | null) ?? Number.POSITIVE_INFINITY;
  },
  '/api/next-month': (server) => server.clock.nextMonth(),
  '/api/reset': (server, stage) => {
    server.reset();
    stage.stories.clear();
    stage.outage = undefined;
  },
};
