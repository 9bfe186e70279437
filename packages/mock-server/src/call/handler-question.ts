import { joinedHeaders } from '../engine/call-headers.js';
import type { Question } from '../handlers/ask-handlers.js';
import type { HandlerList } from '../handlers/handler-list.js';
import type { CallInfo } from '../handlers/rpc-handler.js';
import type { Exchange } from './exchange.js';
import { HANDLER_BROKE } from './fixed-answers.js';

/** The handlers of the key, then those of the server, then those of added services. */
export function handlersFor({ world, key }: Exchange): readonly HandlerList[] {
  if (key === undefined) return [];
  return [world.scopes.of(key).handlers, world.handlers, world.services.handlers];
}

export function questionOf({ call, record, key, asked, input }: Exchange): Question {
  return {
    path: asked,
    input,
    // Read by handlers only, and most read little of it.
    info: {
      method: record.method,
      get key() {
        return key as CallInfo['key'];
      },
      service: call.path.slice(1, call.path.lastIndexOf('/')),
      get headers() {
        return joinedHeaders(call.headers.custom());
      },
      get headerList() {
        return call.headers.custom();
      },
      attempt: record.attempt,
      get signal() {
        return call.signal;
      },
    },
    onThrow(cause) {
      record.error = cause ?? new Error('A handler rejected with nothing.');
      return HANDLER_BROKE;
    },
  };
}
