import { isAbsolute } from 'node:path';
import { givenPath } from '../config/given-path.js';
import { homeFolder, locateConfig, pathPlace } from '../config/locate-config.js';
import type { GatherOptions } from './gather-options.js';

/** Path of config.ini, by the option, the variable, or where the clients of this user share it. */
export function configPathOf(options: GatherOptions, home: () => string | undefined): string {
  const { config, optionNames } = options;
  if (!config) return locateConfig({ ...options, home: home() });
  const place = config.startsWith('~') ? { ...options, home: home() } : options;
  return givenPath(config, optionNames === 'flag' ? '--config' : 'config', pathPlace(place));
}

/** A user without a home folder has no file in it, which is not an error here. */
export function homeOf(options: GatherOptions): string | undefined {
  try {
    return options.home && isAbsolute(options.home) ? options.home : homeFolder();
  } catch {
    return undefined;
  }
}
