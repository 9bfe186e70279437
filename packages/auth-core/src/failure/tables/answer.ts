import { ACCESS_CONTROL } from './kind-row.js';
import { topic } from './topic.js';
import { UNPROVEN } from './unproven.js';

const COMPARE_VERSIONS = 'Compare the versions of client and server.';

/**
 * Answers of the server that are failures, refusals apart. Each was a request, and is billed (docs/facts/wire.md,
 * Metering). Signs: a message beyond a limit.
 */
export const ANSWER = /* @__PURE__ */ topic({
  kinds: {
    'unauthenticated-other': {
      exitCode: 9,
      happened: 'The server refused the caller in words that this package does not know.',
      remedy: "Read the server's own words. If there are none, check the key first, then the subscription.",
      official: ACCESS_CONTROL,
    },
    'permission-denied': {
      exitCode: 9,
      happened: 'The server knows the caller and does not allow this call.',
      remedy:
        'Read what the server does not allow, and ask its administrator, or use a key that is allowed to.',
    },
    'invalid-argument': {
      exitCode: 9,
      happened: 'The server found a value in the request that it cannot use.',
      remedy: 'Correct the value that the server names. The same request will fail again.',
    },
    'not-found': {
      exitCode: 9,
      happened: 'The server does not have what the call names.',
      remedy: 'Check that the model is open and that the object exists, by number and type.',
    },
    'already-exists': {
      exitCode: 9,
      happened: 'The server already has what the call would create.',
      remedy: 'Use another name or number, or update what exists.',
    },
    'resource-exhausted': {
      exitCode: 9,
      happened: 'The server has run out of something: memory, disk, or calls that it accepts at a time.',
      remedy:
        'Send fewer calls at a time, or free what the server says is used up. A retry at once makes it worse.',
    },
    'message-too-large': {
      exitCode: 9,
      happened: 'A message is larger than its sender or its receiver allows.',
      remedy: 'Raise the message limit (this client sets none by default), or ask for less at a time.',
    },
    'failed-precondition': {
      exitCode: 9,
      happened: 'The server is not in the state that this call needs.',
      remedy: 'First do what the server asks for, such as opening a model or finishing a calculation.',
    },
    aborted: {
      exitCode: 9,
      happened: 'The server gave the call up because another call was in its way.',
      remedy: 'Read the state again, then repeat the whole change rather than this call alone.',
    },
    'out-of-range': {
      exitCode: 9,
      happened: 'The call asks for something beyond the end of what exists.',
      remedy: 'Ask for numbers within the range that the server names.',
    },
    'method-unknown': {
      exitCode: 9,
      happened: 'The server does not know the method, or not in this version.',
      remedy: `${COMPARE_VERSIONS} Update the older one.`,
    },
    internal: {
      exitCode: 9,
      happened: 'Something broke inside the server.',
      remedy: "Read the server's words and its log. Report it to Dlubal if it happens again.",
    },
    unavailable: {
      exitCode: 9,
      retryable: true,
      happened: 'The server reports that it cannot take the call now.',
      remedy: 'Wait a little and try again. Each try is billed.',
    },
    'data-loss': {
      exitCode: 9,
      happened: 'The server reports that data is lost or damaged.',
      remedy: 'Check the model on the server, and go back to a saved copy if it is damaged.',
    },
    unknown: {
      exitCode: 9,
      happened: 'The server reports an error without saying which.',
      remedy: "Read the server's words and its log.",
    },
    'protocol-error': {
      exitCode: 9,
      happened: 'The answer breaks the rules of gRPC, or could not be decoded.',
      remedy: `${COMPARE_VERSIONS} If they agree, look for a proxy on the way that changes messages.`,
    },
  },
  reasons: {
    'unauthenticated-other': {
      'no-text': {
        happened: 'The server refused the caller without a word.',
        remedy: 'Check the key first, then the subscription in your Dlubal account.',
      },
    },
    unknown: { unproven: UNPROVEN },
    aborted: { unproven: UNPROVEN },
    internal: { unproven: UNPROVEN },
    unavailable: { unproven: UNPROVEN },
    'resource-exhausted': {
      'enhance-your-calm': {
        origin: 'transport',
        billed: 'maybe',
        happened: 'The server asks for fewer calls or keepalive pings at a time.',
        remedy: 'Slow down, then try again.',
      },
    },
    'message-too-large': {
      received: {
        origin: 'transport',
        happened: 'The answer is larger than the limit for received messages.',
        remedy: 'Raise that limit (this client sets none by default), or ask for less at a time.',
      },
      'received-by-server': {
        happened: 'The request is larger than the server accepts.',
        remedy: 'Send less at a time, or raise the limit of the server.',
      },
      decompressed: {
        origin: 'transport',
        happened: 'The answer is larger than the limit once it is decompressed.',
        remedy: 'Raise the limit, or ask for less at a time.',
      },
      'sent-by-client': {
        origin: 'local',
        billed: 'no',
        happened: 'The request is larger than the limit for sent messages. Nothing was sent.',
        remedy: 'Raise that limit (this client sets none by default), or send less at a time.',
      },
      sent: {
        origin: 'transport',
        billed: 'maybe',
        happened: 'A message is larger than its sender is allowed to send: the client or the server.',
        remedy: 'Raise that limit, or send and ask for less at a time.',
      },
      'sent-by-server': {
        happened: 'The answer is larger than the server is allowed to send.',
        remedy: 'Ask for less at a time.',
      },
    },
    'protocol-error': {
      'stream-reset': {
        origin: 'transport',
        billed: 'maybe',
        happened: 'The other side broke the call off.',
        remedy:
          'See the log of the server and of the proxies on the way. The call may have been carried out and billed.',
      },
      'ended-without-status': {
        origin: 'transport',
        billed: 'maybe',
        happened:
          'The answer ended without a gRPC status: most likely a web page, or a proxy that drops trailers.',
        remedy: 'Check host, port and proxies.',
      },
      'no-response-message': {
        origin: 'transport',
        happened: 'The server said OK and sent no message.',
        remedy: 'Report it to the maker of the server, or look for a proxy.',
      },
      'too-many-messages': {
        origin: 'transport',
        happened: 'The server sent more than one message to a call that has one answer.',
        remedy: 'Report it to the maker of the server, or look for a proxy.',
      },
      'unknown-status-code': {
        happened: 'The status is not one that gRPC defines.',
        remedy: 'Look for a proxy, then at the server.',
      },
      'undefined-status': {
        origin: 'transport',
        happened: 'The answer is packed in a way that the client cannot unpack.',
        remedy: 'Compare the versions of client and server, and their compression.',
      },
      compression: {
        origin: 'transport',
        happened: 'A compressed message could not be read.',
        remedy:
          'Turn compression off if the server does not know it, then look for a proxy that changes messages.',
      },
      'response-codec': {
        origin: 'transport',
        happened: 'The answer does not fit the protos of this client.',
        remedy: 'Update the older one of client and server.',
      },
      'request-codec': {
        origin: 'local',
        billed: 'no',
        happened: 'The request does not fit the protos. Nothing was sent.',
        remedy: 'Correct the value that the message names.',
      },
    },
  },
  signs: [
    {
      // grpc-js, grpcio and Go; the group is the length in bytes.
      // grpcio from 1.58 on says which side it was.
      pattern: /SERVER: Received message larger than max/i,
      kind: 'message-too-large',
      reason: 'received-by-server',
      status: [8],
      evenFromGrpc: true,
    },
    {
      pattern: /SERVER: Sent message larger than max/i,
      kind: 'message-too-large',
      reason: 'sent-by-server',
      status: [8],
      evenFromGrpc: true,
    },
    {
      pattern: /CLIENT: Sent message larger than max/i,
      kind: 'message-too-large',
      reason: 'sent-by-client',
      status: [8],
    },
    {
      pattern: /Received message larger than max \((\d{1,10}) vs/i,
      kind: 'message-too-large',
      reason: 'received',
      status: [8, 11],
      evenFromGrpc: true,
    },
    {
      // In turn .NET, Java, tonic and connect.
      pattern:
        /Received message exceeds the maximum|gRPC message exceeds maximum size|(?:Error, )?decoded message length too large|larger than configured readMaxBytes/i,
      kind: 'message-too-large',
      reason: 'received',
      status: [8, 11],
    },
    {
      pattern: /message that decompresses to a size larger than/i,
      kind: 'message-too-large',
      reason: 'decompressed',
      status: [8],
    },
    {
      pattern: /Sent message larger than max/i,
      kind: 'message-too-large',
      reason: 'sent',
      status: [8],
      evenFromGrpc: true,
    },
  ],
});
