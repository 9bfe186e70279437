import { topic } from '../topic.js';
import { CONFIG_KINDS } from './config-kinds.js';
import { FILE_KINDS } from './file-kinds.js';
import { KEY_KINDS } from './key-kinds.js';
import { MISUSE_KINDS } from './misuse-kinds.js';

/** Failures on this side, before a request leaves. Signs: observed with grpc-js 1.8 to 1.14 and grpcio 1.51. */
export const LOCAL = /* @__PURE__ */ topic({
  kinds: {
    ...KEY_KINDS,
    ...CONFIG_KINDS,
    ...FILE_KINDS,
    'plaintext-refused': {
      exitCode: 7,
      happened: 'The API key was about to be sent unencrypted to another machine.',
      remedy: 'Turn TLS on, or reach the server through a tunnel.',
    },
    'address-invalid': {
      exitCode: 2,
      happened: "gRPC cannot use the server's address.",
      remedy: 'Give only host and port, such as 127.0.0.1:9000: no scheme, no path, a port from 1 to 65535.',
    },
    'budget-exhausted': {
      exitCode: 5,
      happened: 'The budget for this month is used up, so the call was not made.',
      remedy: 'Wait for the next month (UTC), raise the budget if the plan includes more, or use --force.',
    },
    // 6, since the next step is the same as when the server is not reached: try again when it is back.
    'budget-unavailable': {
      exitCode: 6,
      retryable: true,
      happened: 'The store that counts the budget cannot be used, so the call was not made.',
      remedy: 'Try again when it is back, or set onStoreDown to "failOpen" to go on without it.',
    },
    ...MISUSE_KINDS,
    usage: {
      exitCode: 2,
      happened: 'A command cannot be run as it was written.',
      remedy: 'See the help of the command.',
    },
    unrecognised: {
      exitCode: 1,
      billed: 'maybe',
      happened: 'The error is not one that this package knows.',
      remedy: 'Read the error itself: it does not look like an answer of the server or of the connection.',
    },
  },
  reasons: {
    'key-malformed': {
      'illegal-characters': {
        happened: 'The key has a character that a header cannot carry, most often a line break from a file.',
        remedy: 'Copy the whole key again and nothing else.',
      },
    },
    'address-invalid': {
      scheme: {
        happened: 'The address has a scheme such as https://, and a gRPC address has none.',
        remedy: 'Give only host and port, such as 127.0.0.1:9000. TLS has an option of its own.',
      },
      port: {
        happened: 'The address has a port that does not exist.',
        remedy: 'Give a port from 1 to 65535. The server listens on 9000 by default.',
      },
    },
    'client-misuse': {
      'client-closed': {
        happened: 'The client was closed already.',
        remedy: 'Finish the calls before close(), or open a new client.',
      },
      'insecure-credentials': {
        happened: 'Call credentials were given for a connection without TLS.',
        remedy: 'Turn TLS on, or send the key as a header.',
      },
    },
  },
  signs: [
    {
      pattern:
        /Metadata (?:string value|key) "|contains illegal characters|Invalid character in header content|illegal (?:header|metadata) (?:value|key)|metadata was invalid|non-printable ASCII characters|not allowed in header values|must contain only ASCII|value contains prohibited character|Invalid HTTP header field value|failed to parse metadata value|ERR_INVALID_CHAR/i,
      kind: 'key-malformed',
      reason: 'illegal-characters',
      status: 'any',
    },
    {
      // grpcio 1.84, which says more in its log only.
      pattern: /^Invalid metadata\.?$|\bMetadata (?:value|key) for key \S{1,100} is invalid/i,
      kind: 'key-malformed',
      reason: 'illegal-characters',
    },
    {
      // With the status of whatever was thrown, 16 and 14 included.
      pattern:
        /Getting metadata from plugin failed|Invalid status from control plane|Plugin added invalid metadata|Failed to retrieve auth metadata|Credentials failed to obtain metadata|per-RPC creds failed|Failed computing credential metadata|Error occurred in plugin credentials/i,
      kind: 'provider-failed',
      status: 'any',
    },
    {
      pattern:
        /Channel closed before call started|Channel has been shut ?down|Channel shutdown(?:Now)? invoked|client connection is closing|ObjectDisposedException[^\n]{0,200}GrpcChannel|Cannot invoke RPC (?:on|: )?\s?(?:a )?closed channel|Channel closed!|UsageError: Channel is closed|Channel shutting down\./i,
      kind: 'client-misuse',
      reason: 'client-closed',
    },
    {
      pattern:
        /Cannot compose insecure|require transport level security|cannot send secure credentials|insecure channel credentials and can't use/i,
      kind: 'client-misuse',
      reason: 'insecure-credentials',
      // With 16 in Go.
      status: 'any',
    },
    {
      pattern:
        /resolution failed for (?:target )?(?:dns:)?\/{0,3}(?:[a-z][a-z+.-]{1,12}:\/\/|(?:https?|grpcs?|tcp|ftp|wss?):)/i,
      kind: 'address-invalid',
      reason: 'scheme',
    },
    {
      pattern:
        /ERR_SOCKET_BAD_PORT|Invalid port specified|: invalid port\b|port out of range|Port should be >= 0 and < 65536|Last error: TypeError: Invalid URL/i,
      kind: 'address-invalid',
      reason: 'port',
    },
    {
      pattern:
        /Could not parse target name|missing port in address|too many colons in address|Invalid URI: |\bInvalidUri\b|invalid authority|resolver configured for the scheme|NameResolver(?:Provider)? for|Channel target must be a string|Failed to parse (?:DNS|ipv[46]|IP) address|target dns:(?:\s|\/(?!\/)|[^\s:/]{1,255}\/|[^\s:]{1,255} [^\s:]{1,255}:\d)|target dns:[\d.]{7,15}:\d{1,5}:\d/i,
      kind: 'address-invalid',
    },
    {
      pattern:
        /Request message serialization failure|Exception serializing request|grpc: error while marshaling|Failed to frame message/i,
      kind: 'protocol-error',
      reason: 'request-codec',
    },
    {
      // In turn grpc-js, .NET, Go, connect, Java and tonic.
      pattern:
        /Attempted to send message with a size larger than|Sending message exceeds the maximum|trying to send message larger than max|larger than configured writeMaxBytes|message too large \d{1,12} >|encoded message length too large: found/i,
      kind: 'message-too-large',
      reason: 'sent-by-client',
      status: [2, 8, 11, 13],
    },
    {
      // The second is Go's.
      pattern:
        /Cancelled on client before the request was sent|Error while dialing[^\n]{0,300}operation was canceled/i,
      kind: 'cancelled',
      reason: 'before-sending',
    },
    {
      pattern:
        /Cancelled on client|Locally cancell?ed|operation was aborted(?! due)|\bAbortError\b(?!\]: Proxy)|\bCancelledError\b|cancell?ed by (?:the )?client|client cancell?ed|context canceled|gRPC call disposed|Context was cancelled|Thread interrupted|operation was cancell?ed|\bTaskCanceledException\b(?![^\n]{0,200}Timeout)/i,
      kind: 'cancelled',
      reason: 'by-client',
    },
  ],
});
