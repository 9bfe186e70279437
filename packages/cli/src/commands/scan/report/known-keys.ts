import type { ConfigSnapshot } from '@dlubal-kit/node-client/config';

/** Names of config.ini by the key that each has; none where the file cannot be read. */
export function knownKeys(snapshot: ConfigSnapshot | undefined): ReadonlyMap<string, string> {
  const config = snapshot?.config;
  const entries = config?.ok === true ? [...(config.apiKeys?.values() ?? [])] : [];
  const names = new Map<string, string>();
  for (const { name, value } of entries) {
    const key = value?.toLowerCase();
    if (key !== undefined && name !== 'default' && !names.has(key)) names.set(key, name);
  }
  return names;
}
