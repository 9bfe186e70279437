import type { IncomingCall } from '../engine/incoming-call.js';
import type { CallSink } from '../engine/open-stream.js';
import type { Services } from '../services/services.js';

/**
 * A method of the mock server itself and not of the Dlubal API: it needs no key, is not counted, and leaves no entry in
 * the journal.
 */
export type BuiltInMethod = (call: IncomingCall, services: Services) => CallSink;
