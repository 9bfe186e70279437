import { type Stats, unwatchFile, watchFile } from 'node:fs';

/**
 * Tells when a file was changed, until the function that it gives is called. The file's facts are asked for, rather
 * than waiting for the system's events: editors put a new file in its place, and shared folders send no events.
 */
export function onFileChange(path: string, changed: () => void): () => void {
  let soon: NodeJS.Timeout | undefined;
  const listener = (now: Stats, before: Stats): void => {
    if (now.mtimeMs === before.mtimeMs && now.size === before.size && now.ino === before.ino) return;
    // The writer might still be at work: the file is read once it has been left alone.
    clearTimeout(soon);
    soon = setTimeout(changed, 2 * INTERVAL_MS);
  };
  watchFile(path, { interval: INTERVAL_MS }, listener);
  return () => {
    clearTimeout(soon);
    unwatchFile(path, listener);
  };
}

const INTERVAL_MS = 100;
