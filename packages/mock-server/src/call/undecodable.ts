import { error } from '../handlers/reply.js';

/** Answers a message that is no protobuf of its type. */
export const UNDECODABLE = error('INTERNAL', 'The request could not be decoded.');
