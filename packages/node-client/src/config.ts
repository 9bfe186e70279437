// Find

// Read and edit
export type { ConfigReadReason, ConfigWriteReason } from './config/config-file-error.js';
export { ConfigFileError, MAX_CONFIG_BYTES } from './config/config-file-error.js';
export type { ConfigPathInput, Environment } from './config/config-path.js';
export { configPath } from './config/config-path.js';
export type { ConfigSnapshot, ConfigStoreOptions, StoreEdit } from './config/config-store.js';
export { ConfigStore } from './config/config-store.js';
export type { EditedFile } from './config/edit-file.js';
export { locateConfig } from './config/locate-config.js';
export type { WatchOptions } from './config/watch-file.js';
