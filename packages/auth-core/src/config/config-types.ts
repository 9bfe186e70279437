import type { ConfigSyntaxError } from './config-syntax-error.js';

/** The section that holds the keys. */
export const API_KEYS = 'api_keys';
/** The name whose entry holds the value of the key that was used last. */
export const DEFAULT_NAME = 'default';
/** The section whose entries configparser shows in every other one. */
export const DEFAULT_SECTION = 'DEFAULT';

/** Where an entry of config.ini is, and its name. */
export interface EntryPlace {
  /** The name as every reader of the official kind sees it: in lower case. */
  readonly name: string;
  /** Line of the entry, counted from 1. */
  readonly line: number;
}

/** A name with its value, or with the reason why the value cannot be interpolated. */
export type ConfigEntry =
  | (EntryPlace & { readonly value: string; readonly error?: never })
  | (EntryPlace & { readonly error: ConfigSyntaxError; readonly value?: never });

/** A config.ini as the official client reads it, or the reason why that client refuses it. */
export type ParsedConfig =
  | {
      readonly ok: true;
      /** Names of the sections in the order of the file, `DEFAULT` left out. */
      readonly sections: readonly string[];
      /** The entries of `[api_keys]`, then those of `[DEFAULT]`; undefined where there is no such section. */
      readonly apiKeys: ReadonlyMap<string, ConfigEntry> | undefined;
    }
  | { readonly ok: false; readonly error: ConfigSyntaxError };
