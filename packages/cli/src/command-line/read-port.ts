import { UsageError } from '../failure/usage-error.js';

/** @throws {UsageError} unless the text is a port; 0, the default, stands for a free one. */
export function readPort(text = '0', option = 'port'): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new UsageError(`--${option} wants a number from 0 to 65535; 0 takes a free port.`);
}
