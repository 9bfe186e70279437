import {
  cpSync,
  type Dirent,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
} from 'node:fs';
import { join } from 'node:path';

/** A folder of the user, and the one that a program sees instead. */
export interface SharedFolder {
  readonly real: string;
  readonly path: string;
  /** How folders are linked on Windows, where files are not. */
  readonly link: 'junction' | undefined;
  /** What the program must not reach in the real folder, and what is not moved there. */
  readonly isOurs: (name: string) => boolean;
}

/** The links that were made, by name, and where each leads. */
export type Links = ReadonlyMap<string, string>;

/** Puts the entries of the real folder in reach. */
export function linkEntries({ real, path, link, isOurs }: SharedFolder): Links {
  const links = new Map<string, string>();
  for (const entry of entriesOf(real)) {
    if (isOurs(entry.name) || (link !== undefined && !entry.isDirectory())) continue;
    const target = join(real, entry.name);
    if (linked(target, join(path, entry.name), link)) links.set(entry.name, target);
  }
  return links;
}

/** A file system without links leaves a program without the settings of others. */
function linked(target: string, name: string, type: 'junction' | undefined): boolean {
  try {
    symlinkSync(target, name, type);
    return true;
  } catch {
    return false;
  }
}

/**
 * Takes the links away, and moves what the program made in the folder, or put over a link, to the real one.
 *
 * @returns the paths of what could not be moved
 */
export function saveEntries({ real, path, isOurs }: SharedFolder, links: Links): string[] {
  const unsaved: string[] = [];
  for (const { name } of entriesOf(path)) {
    if (isOurs(name)) continue;
    const from = join(path, name);
    if (isLinkTo(from, links.get(name))) unlinkSync(from);
    else if (!moved(from, real, name)) unsaved.push(from);
  }
  return unsaved;
}

function isLinkTo(path: string, target: string | undefined): boolean {
  return target !== undefined && lstatSync(path).isSymbolicLink() && sameTarget(readlinkSync(path), target);
}

/** Windows gives a junction back with a separator at its end. */
const sameTarget = (read: string, target: string): boolean => read.replace(/[\\/]+$/, '') === target;

function moved(from: string, folder: string, name: string): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    put(from, join(folder, name));
    return true;
  } catch {
    return false;
  }
}

/** By renaming within a file system; the folder for temporary files is often another one. */
function put(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch {
    cpSync(from, to, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
    rmSync(from, { recursive: true, force: true });
  }
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
