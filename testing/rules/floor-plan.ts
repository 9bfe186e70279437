/**
 * The rooms (folders) of each package, in order: a file imports from its own room and from rooms further up in the
 * list. No room imports an entry file. A folder without a place here fails the test.
 */
export const FLOOR_PLAN = {
  'packages/auth-core': [
    'metering',
    'text',
    'realm',
    'redaction',
    'failure/tables',
    'failure/tables/local',
    'failure',
    'classify',
    'key',
    'options',
    'config',
    'config/edit',
    'config/diagnose',
    'settings',
    'resolve',
  ],
  'packages/node-client': [
    'file',
    'config',
    'program',
    'keyring',
    'address',
    'gather',
    'load-key',
    'providers',
    'budget',
    'wire',
    'dial',
    'channel',
    'call',
    'observe',
    'client',
    'own-stub',
  ],
  'packages/mock-server': [
    'wire',
    'engine',
    'listener',
    'tls',
    'keys',
    'metering',
    'faults',
    'journal',
    'handlers',
    'proto-files',
    'services',
    'built-in',
    'rfem',
    'stories',
    'call',
    'door',
    'rehearsals',
    'schema',
    'scenario',
    'recording',
    'ui',
    'matchers',
    'runners',
  ],
  'packages/cli': [
    'failure',
    'edge',
    'terminal',
    'git',
    'command-line',
    'key',
    'key-store',
    'server',
    'commands',
  ],
} as const satisfies Record<string, readonly string[]>;

export type PackageFolder = keyof typeof FLOOR_PLAN;

/** What the sources of each package import from outside it. `node:` is any built-in module: the core has none. */
export const PACKAGE_ARROWS: Record<PackageFolder, readonly string[]> = {
  'packages/auth-core': ['ini', 'fastest-levenshtein', '@noble/hashes'],
  'packages/node-client': [
    'node:',
    '@dlubal-kit/auth-core',
    '@dlubal-kit/protos',
    '@napi-rs/keyring',
    '@opentelemetry/api',
    'redis',
  ],
  'packages/mock-server': [
    'node:',
    '@dlubal-kit/auth-core',
    '@dlubal-kit/protos',
    '@bufbuild/protobuf',
    '@cfworker/json-schema',
    'expect',
    'protobufjs',
    'vitest',
    'yaml',
  ],
  'packages/cli': ['node:', '@dlubal-kit/auth-core', '@dlubal-kit/mock-server', '@dlubal-kit/node-client'],
};

/** Base names that entry files share. */
export const ENTRY_FILES: readonly string[] = [
  'index.ts',
  'config.ts',
  'vitest.ts',
  'jest.ts',
  'scenario.ts',
  'ui.ts',
];
