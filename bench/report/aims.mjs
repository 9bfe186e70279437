/**
 * What is aimed at: the lowest speed, the highest of everything else. One table; a row is found by its file, its name and what it is compared with. Figures
 * without an aim are shown, and not judged.
 */
export const AIMS = {
  budget: {
    'in a file, against no budget': 0.95,
    'in Redis, against no budget': 0.85,
  },
  'call-overhead': {
    '1 in flight, against bare grpc-js': 0.97,
    '16 in flight, against bare grpc-js': 0.97,
    '128 in flight, against bare grpc-js': 0.97,
  },
  classify: {
    'a build without a failure': 20,
    'a build that fails at its end': 20,
    'a build that fails all the time': 20,
    'a web server': 20,
    'lines of JSON': 20,
    'one line of JSON': 20,
  },
  'client-import': {
    'import, against grpc-js': 1.15,
  },
  'cli-start': {
    '--version, against node -e 0': 1.25,
    'keys list, against node -e 0': 1.25,
    'resolve, against node -e 0': 1.25,
  },
  'config-store': {
    'loadKey warm, default, against statSync': 3,
    'loadKey warm, by name, against statSync': 3,
    'loadKey cold, default, against readFileSync': 4,
    'loadKey cold, by name, against readFileSync': 4,
  },
  'mock-server': {
    'import, against grpc-js': 1.1,
    'start, against a bare grpc-js server': 1,
    '1 in flight, against a bare grpc-js server': 1,
    '16 in flight, against a bare grpc-js server': 1,
    '128 in flight, against a bare grpc-js server': 1,
    '100,000 recorded calls': 20,
    'stop with 100 open connections': 50,
    'a key, a session, a handler and its reset': 1,
  },
  compression: {
    'a small call, against grpc-js with gzip on every request': 2,
    'a request of 1 MB, against grpc-js with gzip on every request': 1,
  },
  'parse-config': {
    '3 keys, against ini': 2,
    '100 keys, against ini': 2,
    '10,000 keys, against ini': 2,
    '200,000 keys, against ini': 2,
  },
};
