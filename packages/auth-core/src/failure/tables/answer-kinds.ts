/** Answers of the server that are failures. Each was a request, and is billed (facts/wire.md, Metering). */
export const ANSWER_KINDS = {
  'unauthenticated-other': {
    exitCode: 9,
    happened: 'The server refused the caller in words that this package does not know.',
    remedy: "Read the server's own words; without any, check the key first, then the subscription.",
    docs: 'https://apidocs.dlubal.com/access_control.html',
  },
  'permission-denied': {
    exitCode: 9,
    happened: 'The server knows the caller and does not allow this call.',
    remedy: 'Read what the server does not allow, and ask who administers it, or use a key that may.',
  },
  'invalid-argument': {
    exitCode: 9,
    happened: 'The server found a value in the request that it cannot use.',
    remedy: 'Correct the value that the server names; the same request will fail again.',
  },
  'not-found': {
    exitCode: 9,
    happened: 'The server does not have what the call names.',
    remedy: 'Check that the model is open and that the object exists, by number and type.',
  },
  'already-exists': {
    exitCode: 9,
    happened: 'The server already has what the call would create.',
    remedy: 'Use another name or number, or update what is there.',
  },
  'resource-exhausted': {
    exitCode: 9,
    happened: 'The server has run out of something: memory, disk, or calls it takes at a time.',
    remedy:
      'Send fewer calls at a time, or free what the server says is used up; a retry at once only adds to it.',
  },
  'message-too-large': {
    exitCode: 9,
    happened: 'A message is larger than the side that receives or sends it allows.',
    remedy: 'Raise the message limit (this client sets none by default), or ask for less at a time.',
  },
  'failed-precondition': {
    exitCode: 9,
    happened: 'The server is not in the state that this call needs.',
    remedy: 'Bring about what the server asks for first, such as an open model or finished results.',
  },
  aborted: {
    exitCode: 9,
    happened: 'The server gave the call up because another one was in its way.',
    remedy: 'Read the state again, then repeat the whole change rather than this call alone.',
  },
  'out-of-range': {
    exitCode: 9,
    happened: 'The call asks for something beyond the end of what there is.',
    remedy: 'Ask for numbers within the range that the server names.',
  },
  'method-unknown': {
    exitCode: 9,
    happened: 'The server does not know the method, or not in this version.',
    remedy: 'Compare the versions of client and server, and update the older one.',
  },
  internal: {
    exitCode: 9,
    happened: 'Something broke inside the server.',
    remedy: "Read the server's words and its log; report it to the maker if it happens again.",
  },
  unavailable: {
    exitCode: 9,
    retryable: true,
    happened: 'The server says that it cannot take the call now.',
    remedy: 'Wait a little and try again; each try is billed.',
  },
  'data-loss': {
    exitCode: 9,
    happened: 'The server reports data that is lost or damaged.',
    remedy: 'Check the model on the server, and go back to a saved copy if it is damaged.',
  },
  unknown: {
    exitCode: 9,
    happened: 'The server reports an error without saying of which sort.',
    remedy: "Read the server's words and its log.",
  },
  'protocol-error': {
    exitCode: 9,
    happened: 'What came back breaks the rules of gRPC, or could not be decoded.',
    remedy:
      'Compare the versions of client and server; if they agree, look for a proxy on the way that changes messages.',
  },
} as const;
