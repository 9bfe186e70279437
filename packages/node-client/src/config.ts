// Find: which key, which settings and which server are meant, and where each value comes from
export { gather } from './gather/gather.js';
export { checkPlaintext } from './gather/check-plaintext.js';
export { sourceWords } from './gather/value-source.js';
export { homeFolder, locateConfig } from './config/locate-config.js';
export { configPath } from './config/config-path.js';
export { givenPath } from './config/given-path.js';
export { parseAddress } from './address/address.js';
export { AddressError } from './address/address-error.js';
export { proxyFor } from './address/proxy.js';
export type { Address } from './address/address.js';
export type { HttpProxy, ProxyPlaces } from './address/proxy.js';
export type { ConfigPathInput, Environment } from './config/config-path.js';
export type { PathPlace } from './config/given-path.js';
export type { LocateOptions } from './config/locate-config.js';
export type { Gathered } from './gather/gather.js';
export type {
  GatherOptions,
  KeyOptions,
  KeyringReader,
  LookupOptions,
  ServerOptions,
  TlsOption,
  TlsSettings,
} from './gather/gather-options.js';
export type { ServerTarget } from './gather/server-target.js';
export type { SettingsFile } from './gather/settings-files.js';
export type { Sourced, ValueSource } from './gather/value-source.js';

// Load: the key to send
export { loadKey } from './load-key/load-key.js';
export type { LoadKeyOptions } from './load-key/load-key.js';
export type { LoadedKey } from './load-key/warm-keys.js';

// Read and edit: config.ini, safely
export { ConfigStore } from './config/config-store.js';
export { isUnusableName } from './file/unusable-name.js';
export { openQuietly, readCarefully, whyUnreadable } from './file/read-carefully.js';
export { renamePatiently } from './file/rename-patiently.js';
export { ConfigFileError, MAX_CONFIG_BYTES } from './file/config-file-error.js';
export type { AuditOptions } from './config/audit-options.js';
export type {
  ConfigFileErrorMore,
  ConfigReadReason,
  ConfigWriteReason,
  Deed,
} from './file/config-file-error.js';
export type { ConfigSnapshot, ConfigStoreOptions, StoreEdit } from './config/config-store.js';
export type { EditedFile } from './file/edit-file.js';
export type { FileStamp } from './file/file-stamp.js';
export type { Decoded } from './file/decode-config.js';
export type { Look } from './file/look-at-file.js';
export type { WatchOptions } from './config/watch-file.js';

// Errors: all of them are DlubalErrors
export {
  type AnyDlubalError,
  ApiKey,
  ConfigEditError,
  ConfigSyntaxError,
  DlubalError,
  isDlubalError,
  KeyFormatError,
  KeyResolutionError,
  MisuseError,
  SettingsError,
} from '@dlubal-kit/auth-core';

// Providers: other places that give a key
export { fromOptions } from './providers/from-options.js';
export { fromEnvironment } from './providers/from-environment.js';
export { fromSettings } from './providers/from-settings.js';
export { fromConfigFile } from './providers/from-config-file.js';
export { fromCommand } from './providers/from-command.js';
export { fromKeyring } from './providers/from-keyring.js';
export { Keyring } from './keyring/keyring.js';
export { chain, keyFrom } from './providers/chain.js';
export { cached } from './providers/cached.js';
export { ProviderError } from './keyring/provider-error.js';
export type { Provider, ProviderAnswer, ProvidedKey, ProviderRequest } from './providers/provider.js';
export type { FromCommandOptions } from './providers/from-command.js';
export type { KeyringCredential, KeyringEntry, KeyringModule, KeyringOptions } from './keyring/keyring.js';
export type { CachedOptions } from './providers/cached.js';

// Programs: started by absolute path, with exact arguments, on each system
export { findProgram } from './program/find-program.js';
export { planStart, systemProgram } from './program/plan-start.js';
export { endProgram } from './program/end-program.js';
export type { ProgramPlaces } from './program/find-program.js';
export type { NotStarted, StartPlan } from './program/plan-start.js';

// Budgets: how much of a month is used
export { changePool, poolsOfMachine, rememberBudget } from './budget/pools.js';
export { poolNameFlaw } from './budget/pool-name.js';
export type { BudgetKind } from './budget/budget-error.js';
export { BudgetError } from './budget/budget-error.js';
export type { BudgetPlace } from './budget/open-budget.js';
export type { PoolChange } from './budget/budget-store.js';
