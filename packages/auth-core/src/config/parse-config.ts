import { ConfigSyntaxError } from './config-syntax-error.js';
import { API_KEYS, type ConfigEntry, DEFAULT_SECTION, type ParsedConfig } from './config-types.js';
import { interpolate, type LookUp } from './interpolate.js';
import { rawValue, type ScannedConfig, type ScannedOption, scanConfig } from './scan-config.js';

/**
 * Reads a config.ini as the official Python client does, with `configparser.ConfigParser()` and its defaults:
 * two clients on a machine must never use two keys out of one file. Source: facts/config-ini.md.
 *
 * @param text the decoded file. A byte order mark is refused, as that reader refuses it.
 * @returns the sections and the keys, or the error by the name of configparser's exception. Never throws.
 * @example
 * const config = parseConfig('[api_keys]\nproject_1 = ak-…\n');
 * if (config.ok) config.apiKeys?.get('project_1')?.value;
 */
export function parseConfig(text: string): ParsedConfig {
  try {
    const scanned = scanConfig(text);
    const sections = [...scanned.keys()].filter((name) => name !== DEFAULT_SECTION);
    return { ok: true, sections, apiKeys: readApiKeys(scanned) };
  } catch (error) {
    if (error instanceof ConfigSyntaxError) return { ok: false, error };
    throw error;
  }
}

function readApiKeys(scanned: ScannedConfig): ReadonlyMap<string, ConfigEntry> | undefined {
  const own = scanned.get(API_KEYS)?.options;
  if (own === undefined) return undefined;
  const defaults = scanned.get(DEFAULT_SECTION)?.options;
  const lookUp: LookUp = (name) => {
    const option = own.get(name) ?? defaults?.get(name);
    return option === undefined ? undefined : rawValue(option);
  };
  const entries = new Map<string, ConfigEntry>();
  for (const option of own.values()) entries.set(option.name, readEntry(option, lookUp));
  for (const option of defaults?.values() ?? []) {
    if (!entries.has(option.name)) entries.set(option.name, readEntry(option, lookUp));
  }
  return entries;
}

function readEntry(option: ScannedOption, lookUp: LookUp): ConfigEntry {
  const { name, line } = option;
  const raw = rawValue(option);
  if (!raw.includes('%')) return { name, line, value: raw };
  try {
    return { name, line, value: interpolate(name, raw, line, lookUp) };
  } catch (error) {
    if (error instanceof ConfigSyntaxError) return { name, line, error };
    throw error;
  }
}
