import { cpSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { installPacked } from '../../../testing/packed-kit.mjs';

// JavaScript, since testing/windows makes the project outside of Wine, where Node 20 runs it as it is.
/** What the project needs of ours. */
export const PACKAGES = ['auth-core', 'node-client', 'mock-server'];

/** The files of a user's project. @param {string} folder */
export const copyFiles = (folder) =>
  cpSync(fileURLToPath(new URL('packed', import.meta.url)), folder, { recursive: true });

/**
 * Makes a project with our packages as `npm pack` makes them, whose other modules are links into this tree.
 *
 * @param {string} folder
 */
export async function linkProject(folder) {
  copyFiles(folder);
  await installPacked(folder, PACKAGES);
}
