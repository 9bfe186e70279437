import type { Sign } from '../sign.js';

/** What gRPC libraries say before anything is sent. Observed with grpc-js 1.8 to 1.14 and grpcio 1.51. */
export const LOCAL_SIGNS: readonly Sign[] = [
  {
    pattern:
      /Metadata (?:string value|key) "|contains illegal characters|Invalid character in header content|illegal (?:header|metadata) (?:value|key)/i,
    kind: 'key-malformed',
    reason: 'illegal-characters',
    status: 'any',
  },
  {
    // With the status of whatever was thrown, 16 and 14 included.
    pattern:
      /Getting metadata from plugin failed|Invalid status from control plane|Plugin added invalid metadata/i,
    kind: 'provider-failed',
    status: 'any',
  },
  {
    pattern:
      /Channel closed before call started|Channel has been shut ?down|Cannot invoke RPC (?:on|: )?\s?(?:a )?closed channel|Channel closed!/i,
    kind: 'client-misuse',
    reason: 'client-closed',
  },
  { pattern: /Cannot compose insecure/i, kind: 'client-misuse', reason: 'insecure-credentials' },
  {
    pattern:
      /resolution failed for (?:target )?(?:dns:)?\/{0,3}(?:[a-z][a-z+.-]{1,12}:\/\/|(?:https?|grpcs?|tcp|ftp|wss?):)/i,
    kind: 'address-invalid',
    reason: 'scheme',
  },
  {
    pattern: /ERR_SOCKET_BAD_PORT|Port should be >= 0 and < 65536|Last error: TypeError: Invalid URL/i,
    kind: 'address-invalid',
    reason: 'port',
  },
  {
    pattern:
      /Could not parse target name|Channel target must be a string|Failed to parse (?:DNS|ipv[46]|IP) address|target dns:(?:\s|\/(?!\/)|[^\s:/]{1,255}\/|[^\s:]{1,255} [^\s:]{1,255}:\d)|target dns:[\d.]{7,15}:\d{1,5}:\d/i,
    kind: 'address-invalid',
  },
  {
    pattern: /Request message serialization failure|Exception serializing request/i,
    kind: 'protocol-error',
    reason: 'request-codec',
  },
  {
    pattern: /Attempted to send message with a size larger than/i,
    kind: 'message-too-large',
    reason: 'sent-by-client',
    status: [8],
  },
  {
    pattern: /Cancelled on client|Locally cancell?ed|operation was aborted|\bAbortError\b/i,
    kind: 'cancelled',
    reason: 'by-client',
  },
];
