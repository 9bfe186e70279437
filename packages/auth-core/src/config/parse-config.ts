import { ConfigSyntaxError } from './config-syntax-error.js';
import { API_KEYS, type ConfigEntry, DEFAULT_SECTION, type ParsedConfig } from './config-types.js';
import { type Growth, growthFor, interpolate, type LookUp } from './interpolate.js';
import { type RawEntry, type ScannedConfig, scanConfig } from './scan-config.js';

/**
 * Reads a config.ini as the official Python client does, with `configparser.ConfigParser()` and its defaults:
 * two clients on a machine must never use two keys out of one file. Source: docs/facts/config-ini.md.
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
  const own = scanned.get(API_KEYS)?.entries;
  if (own === undefined) return undefined;
  const shared = scanned.get(DEFAULT_SECTION)?.entries;
  const all =
    shared === undefined ? own : new Map([...own, ...[...shared].filter(([name]) => !own.has(name))]);
  return interpolateAll(all);
}

/** The same map where no value holds a `%`, which is the rule: large files are read in half the time. */
function interpolateAll(raw: ReadonlyMap<string, RawEntry>): ReadonlyMap<string, ConfigEntry> {
  const lookUp: LookUp = (name) => raw.get(name)?.value;
  let growth: Growth | undefined;
  let read: Map<string, ConfigEntry> | undefined;
  for (const entry of raw.values()) {
    if (!entry.value.includes('%')) continue;
    read ??= new Map(raw);
    growth ??= growthFor(lengthOf(raw));
    read.set(entry.name, interpolated(entry, lookUp, growth));
  }
  return read ?? raw;
}

function lengthOf(raw: ReadonlyMap<string, RawEntry>): number {
  let length = 0;
  for (const { value } of raw.values()) length += value.length;
  return length;
}

function interpolated(entry: RawEntry, lookUp: LookUp, growth: Growth): ConfigEntry {
  const { name, line } = entry;
  try {
    return { name, line, value: interpolate(entry, lookUp, growth) };
  } catch (error) {
    if (error instanceof ConfigSyntaxError) return { name, line, error };
    throw error;
  }
}
