import { CONNECTION_SIGNS } from './connection-signs.js';
import { topic } from './topic.js';
import { UNPROVEN } from './unproven.js';

const LOOK_FIRST = 'check whether the call took effect before you repeat it';
const MAYBE_BILLED = 'The call may have been carried out and billed.';

/**
 * Failures on the way: the Dlubal server did not answer. Only what proves that nothing was sent is not billed; a reset, an
 * error of reading or writing, and a GOAWAY come when the request may have arrived.
 */
export const CONNECTION = /* @__PURE__ */ topic({
  kinds: {
    'server-unreachable': {
      exitCode: 6,
      retryable: true,
      happened: 'A connection to the server could not be made.',
      remedy:
        'Start RFEM or its server with the API turned on, and check host and port (127.0.0.1:9000 by default).',
    },
    'name-not-found': {
      exitCode: 6,
      retryable: true,
      happened: 'The name of the server could not be resolved to an address.',
      remedy: 'Check the spelling of the host, the DNS and the VPN. The port follows the host after a colon.',
    },
    'connection-lost': {
      exitCode: 6,
      billed: 'maybe',
      happened: 'The connection ended after the request was sent and before the answer was complete.',
      remedy: `Check whether the server still runs, then ${LOOK_FIRST}. ${MAYBE_BILLED}`,
    },
    deadline: {
      exitCode: 6,
      billed: 'maybe',
      happened: 'The answer did not come within the time that the call was given.',
      remedy: `Give the call more time, or find out what keeps the server busy. ${MAYBE_BILLED}`,
    },
    cancelled: {
      exitCode: 1,
      origin: 'local',
      billed: 'maybe',
      happened: 'The caller gave the call up.',
      remedy: `Change nothing if that was intended. ${MAYBE_BILLED}`,
    },
  },
  reasons: {
    'server-unreachable': {
      refused: {
        happened: 'Nothing listens at this address.',
        remedy: 'Start RFEM, or its server with --start-grpc-server=9000, and check host and port.',
      },
      'socket-file-missing': {
        happened: 'The socket file does not exist.',
        remedy: 'Start the server, or correct the path.',
      },
      'closed-during-connect': {
        happened: 'Something accepted the connection and closed it before HTTP/2 began.',
        remedy: 'Check whether the port requires TLS or a client certificate, then the proxies on the way.',
      },
      reset: {
        happened: 'Something accepted the connection and cut it off.',
        remedy:
          'Check whether the port requires TLS, whether the server is just starting, then the firewalls on the way.',
      },
      'connect-timeout': {
        happened: 'The connection was not made in time.',
        remedy: 'Check whether the server runs, and whether a firewall drops packets to this port.',
      },
      silent: {
        happened: 'Something accepted the connection and said nothing.',
        remedy:
          'Check host and port, whether the port requires TLS or none, and whether the server hangs; a firewall on the way can also be silent.',
      },
      'no-route': {
        happened: 'This machine has no route to that address.',
        remedy: 'Check the address, the network and the VPN.',
      },
      'not-permitted': {
        happened: 'The system forbids this connection.',
        remedy: 'Check the firewall rules and who is allowed to use the socket.',
      },
      'gateway-no-upstream': {
        origin: 'gateway',
        happened: 'A gateway answered that it cannot reach the server.',
        remedy: 'Start the server, or fix the routing of the gateway.',
      },
    },
    'connection-lost': {
      'refused-stream': {
        billed: 'no',
        retryable: true,
        happened: 'The server turned the call away unread, as it does when it stops or restarts.',
        remedy: 'Try again.',
      },
      'not-sent': {
        billed: 'no',
        retryable: true,
        happened: 'The connection ended before the request was sent.',
        remedy: 'Try again.',
      },
      'cancelled-by-peer': {
        happened: 'The other side ended the call, as a server does that shuts down.',
        remedy: `Before anything else ${LOOK_FIRST}.`,
      },
      'phase-unknown': {
        happened: 'The connection broke, and the text does not show whether the request had been sent.',
        remedy: `Check the network and whether the server runs, then ${LOOK_FIRST}. ${MAYBE_BILLED}`,
      },
      'gateway-upstream': {
        origin: 'gateway',
        happened: 'A gateway lost its connection to the server.',
        remedy: `Check whether the server runs, and ${LOOK_FIRST}.`,
      },
    },
    deadline: {
      resolving: {
        billed: 'no',
        retryable: true,
        happened: 'The time was over before the name of the server was resolved. Nothing was sent.',
        remedy: 'Check DNS, and that the deadline is not in the past.',
      },
      connecting: {
        billed: 'no',
        retryable: true,
        happened: 'The time was over before a connection was made. Nothing was sent.',
        remedy: 'Check whether the server runs, and whether a firewall or proxy is in the way.',
      },
      counting: {
        billed: 'no',
        retryable: true,
        happened: 'The time was over before the store of the budget answered. Nothing was sent.',
        remedy: 'Check that Redis runs and is reached, or give the call more time.',
      },
      'finding-key': {
        billed: 'no',
        retryable: true,
        happened: 'The time was over before the API key was found. Nothing was sent.',
        remedy:
          'Check what gives the key (a keyProvider, a keyring, a network drive), or give the call more time.',
      },
      'waiting-for-answer': {
        happened: 'The server was reached and did not answer in time.',
        remedy: `Give the call more time, or check what keeps the server busy. ${MAYBE_BILLED}`,
      },
      'by-server': {
        origin: 'server',
        billed: 'yes',
        happened: 'The server itself reports that time ran out.',
        remedy: 'Give the call more time, or ask for less at once.',
      },
    },
    cancelled: {
      'by-client': { remedy: 'It may have been carried out and billed all the same.' },
      'before-sending': {
        billed: 'no',
        happened: 'The caller gave the call up before the request was sent.',
        remedy: 'Change nothing if that was intended.',
      },
      unproven: UNPROVEN,
      'by-server': {
        origin: 'server',
        billed: 'yes',
        happened: 'The server cancelled the call.',
        remedy: 'See its log, and whether it is shutting down.',
      },
    },
  },
  signs: CONNECTION_SIGNS,
});
