import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where downloads are kept that only tests and releases need, outside of the project.
 *
 * @param {string} name
 * @returns {string}
 */
export const cacheFolder = (name) => join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), name);
