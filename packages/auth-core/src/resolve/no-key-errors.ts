import { DEFAULT_NAME, type ParsedConfig } from '../config/config-types.js';
import { plainName } from '../config/shown-name.js';
import { KeyResolutionError } from './key-resolution-error.js';
import { nearestNames } from './nearest-names.js';
import type { Place } from './places.js';

/** config.ini is needed, and the official client cannot read it either. */
export function unreadable(config: ParsedConfig & { ok: false }): KeyResolutionError {
  const { happened, remedy } = config.error.failure;
  return new KeyResolutionError('config-syntax', { happened, remedy, line: config.error.line });
}

/** No place holds anything. */
export function nothingFound(config: ParsedConfig | undefined): KeyResolutionError {
  if (config?.ok === false) return unreadable(config);
  const names = namesIn(config);
  const held =
    names.length === 0 ? 'config.ini holds no key' : `config.ini has no default, but holds ${listed(names)}`;
  return new KeyResolutionError('key-missing', { happened: `No API key was given, and ${held}.` });
}

/** A name was asked for that config.ini does not hold. */
export function unknownName(
  place: Place,
  name: string,
  config: ParsedConfig | undefined,
): KeyResolutionError {
  const names = namesIn(config);
  const nearest = nearestNames(name, names);
  const remedy =
    nearest.length > 0
      ? `Did you mean ${nearest.map(plainName).join(' or ')}?`
      : names.length > 0
        ? `Use one that config.ini holds: ${listed(names)}.`
        : 'Store a key under this name: config.ini holds none yet.';
  return new KeyResolutionError('key-unknown-name', {
    happened: `config.ini has no key named ${plainName(name)}, which comes from ${place.label}.`,
    remedy,
    keyName: name,
    nearest,
  });
}

function namesIn(config: ParsedConfig | undefined): string[] {
  return config?.ok ? [...(config.apiKeys?.keys() ?? [])].filter((name) => name !== DEFAULT_NAME) : [];
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 5).map(plainName).join(', ');
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}
