import { DEFAULT_NAME, type ParsedConfig } from '../config/config-types.js';
import { plainName } from '../config/shown-name.js';
import { nearestNames } from '../key/nearest-names.js';
import { KeyResolutionError } from './key-resolution-error.js';
import { PLACES, type Place, placeWordsIn } from './places.js';
import type { Material } from './resolve-input.js';

/** config.ini is needed, and the official client cannot read it either. */
export function unreadable(config: ParsedConfig & { ok: false }, { where }: Material): KeyResolutionError {
  const { happened, remedy } = config.error.failure;
  return new KeyResolutionError('config-syntax', {
    happened: `${happened}${where?.config === undefined ? '' : ` The file is ${where.config}.`}`,
    remedy,
    line: config.error.line,
  });
}

const CHOOSE =
  'Give one of these names: as an option, or in DLUBAL_API_KEY_NAME. Or make one the default: run "npx dlubal-auth keys use NAME".';

/** No place holds anything. */
export function nothingFound(material: Material): KeyResolutionError {
  const { config, env } = material;
  if (config?.ok === false) return unreadable(config, material);
  const names = namesIn(config);
  const held =
    names.length === 0 ? 'config.ini has no key' : `config.ini has no default, but has ${listed(names)}`;
  const empty = PLACES.flatMap(({ variable }) =>
    variable !== undefined && env?.[variable] === '' ? `${variable} is set, but empty.` : [],
  );
  return new KeyResolutionError('key-missing', {
    happened: [`No API key was given, and ${held}.`, ...empty, ...fileWords(material)].join(' '),
    ...(names.length > 0 && { remedy: CHOOSE }),
  });
}

/** A name was asked for under which no key is stored. */
export function unknownName(place: Place, name: string, material: Material): KeyResolutionError {
  const { config, keyring } = material;
  const names = namesIn(config);
  const nearest = nearestNames(name, names);
  const remedy =
    nearest.length > 0
      ? `Did you mean ${nearest.map(plainName).join(' or ')}?`
      : names.length > 0
        ? `Use one that config.ini has: ${listed(names)}.`
        : 'Store a key under this name: run "npx dlubal-auth login NAME".';
  const asked =
    keyring === undefined || keyring.problem !== undefined ? '' : ', and neither does the keyring';
  const problem =
    keyring?.problem === undefined
      ? []
      : [`The keyring was not asked (${keyring.problem.replace(/\.$/, '')}).`];
  return new KeyResolutionError('key-unknown-name', {
    happened: [
      `config.ini has no key named ${plainName(name)} (name given by ${placeWordsIn(place, material)})${asked}.`,
      ...problem,
      ...fileWords(material),
    ].join(' '),
    remedy,
    keyName: name,
    nearest,
  });
}

/** Which config.ini was meant: people have several. */
function fileWords({ config, where }: Material): string[] {
  if (where?.config === undefined) return [];
  return [config === undefined ? `There is no file at ${where.config}.` : `config.ini is ${where.config}.`];
}

function namesIn(config: ParsedConfig | undefined): string[] {
  return config?.ok ? [...(config.apiKeys?.keys() ?? [])].filter((name) => name !== DEFAULT_NAME) : [];
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 5).map(plainName).join(', ');
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}
