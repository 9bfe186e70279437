import {
  CHECKED_LATER,
  either,
  type FieldCheck,
  type FieldChecks,
  FLAG,
  KEY,
  KEY_FORMAT,
  OBJECT,
  oneOf,
  orNull,
  TEXT,
} from '@dlubal-kit/auth-core';
import type {
  GatherOptions,
  KeyOptions,
  LookupOptions,
  ServerOptions,
  TlsSettings,
} from './gather-options.js';

const KEYRING: FieldCheck = {
  must: 'an object with a function "get", or false',
  holds: (value) =>
    value === false || (OBJECT.holds(value) && typeof (value as { get?: unknown }).get === 'function'),
};

/** Checks of what says which key to use. */
export const KEY_FIELDS: FieldChecks<KeyOptions> = { apiKeyValue: orNull(KEY), apiKeyName: orNull(TEXT) };

/** Checks of what says where to look. */
export const LOOKUP_FIELDS: FieldChecks<LookupOptions> = {
  config: TEXT,
  env: OBJECT,
  cwd: TEXT,
  home: TEXT,
  platform: TEXT,
  keyring: KEYRING,
  rememberLastUsed: FLAG,
  keyFormat: KEY_FORMAT,
};

/** Checks of what `loadKey` and the providers take. */
export const LOAD_KEY_FIELDS: FieldChecks<KeyOptions & LookupOptions> = { ...KEY_FIELDS, ...LOOKUP_FIELDS };

const PROXY: FieldCheck = {
  must: 'a URL such as "http://10.0.0.1:3128", or false',
  holds: (value) => value === false || TEXT.holds(value),
};

const PEM: FieldCheck = {
  must: 'PEM text, as a string or bytes',
  holds: (value) => typeof value === 'string' || ArrayBuffer.isView(value),
};

/** Checks of the option `tls`, where it is an object. */
export const TLS_FIELDS: FieldChecks<TlsSettings> = {
  caFile: TEXT,
  ca: PEM,
  serverName: TEXT,
  certFile: TEXT,
  keyFile: TEXT,
  cert: PEM,
  key: PEM,
};

/** Checks of what says where the server is; the address and the time are looked at by what uses them. */
export const SERVER_FIELDS: FieldChecks<ServerOptions> = {
  url: CHECKED_LATER,
  port: CHECKED_LATER,
  tls: either(FLAG, OBJECT),
  proxy: PROXY,
  deadlineMs: CHECKED_LATER,
};

/** Checks of everything that `gather` decides by. */
export const GATHER_FIELDS: FieldChecks<GatherOptions> = {
  ...KEY_FIELDS,
  ...LOOKUP_FIELDS,
  ...SERVER_FIELDS,
  optionNames: oneOf('code', 'flag'),
};
