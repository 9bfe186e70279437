// Find: where config.ini and .dlubalrc are
export { locateConfig } from './config/locate-config.js';
export { configPath } from './config/config-path.js';
export { findSettings } from './providers/find-settings.js';
export type { ConfigPathInput, Environment } from './config/config-path.js';
export type { LocateOptions } from './config/locate-config.js';
export type { FoundSettings, SettingsPlaces } from './providers/find-settings.js';

// Load: the key to send
export { loadKey } from './providers/load-key.js';
export type { KeyPlaces } from './providers/key-places.js';
export type { LoadKeyOptions } from './providers/load-key.js';
export type { LoadedKey } from './providers/resolve-from.js';

// Read and edit: config.ini, safely
export { ConfigStore } from './config/config-store.js';
export { ConfigFileError, MAX_CONFIG_BYTES } from './config/config-file-error.js';
export type { ConfigReadReason, ConfigWriteReason } from './config/config-file-error.js';
export type { ConfigSnapshot, ConfigStoreOptions, StoreEdit } from './config/config-store.js';
export type { EditedFile } from './config/edit-file.js';
export type { WatchOptions } from './config/watch-file.js';

// Providers: other places that give a key
export { fromOptions } from './providers/from-options.js';
export { fromEnvironment } from './providers/from-environment.js';
export { fromSettings } from './providers/from-settings.js';
export { fromConfigFile } from './providers/from-config-file.js';
export { fromCommand } from './providers/from-command.js';
export { fromKeyring } from './providers/from-keyring.js';
export { Keyring } from './providers/keyring.js';
export { chain, keyFrom } from './providers/chain.js';
export { cached } from './providers/cached.js';
export { ProviderError } from './providers/provider-error.js';
export type { Provider, ProviderAnswer, ProvidedKey, ProviderRequest } from './providers/provider.js';
export type { FromCommandOptions } from './providers/from-command.js';
export type { KeyringModule, KeyringOptions } from './providers/keyring.js';
export type { CachedOptions } from './providers/cached.js';
