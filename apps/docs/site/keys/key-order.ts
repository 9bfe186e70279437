import { PLACES, type Place, placeWords } from '@dlubal-kit/auth-core';
import { settingsFields } from '../../../../packages/auth-core/src/settings/parse-settings.js';
import { table } from '../markdown-text.js';

const GIVES: Readonly<Record<Place['gives'], string>> = {
  value: 'a key',
  name: 'the name of a stored key',
  named: 'the key of the name that was asked for, where config.ini does not have it',
  default: 'the key used last',
};

const wordsOf = ({ source, option, label, variable }: Place): string => {
  const words =
    [label, variable, option?.code].find((text) => text !== undefined) ?? placeWords(source as never);
  const more = [option?.code, option?.flag].filter((text) => text !== undefined && text !== words);
  return `**${words}**${more.length === 0 ? '' : ` (${more.map((text) => `\`${text}\``).join(', ')})`}`;
};

/** A key has no name of its own, so one given as a value is stored only with a new name. */
const remembered = ({ remembered: stored, gives }: Place): string => {
  if (stored === undefined) return '';
  return gives === 'value'
    ? ' Stored where a new name is given with it.'
    : ' Its value is remembered as `default`.';
};

/** The places in their order. The site draws the list as boxes with arrows. */
const picture = (): string =>
  [
    '<div class="order">',
    '',
    ...PLACES.map(
      (place, index) => `${index + 1}. ${wordsOf(place)}: ${GIVES[place.gives]}.${remembered(place)}`,
    ),
    '',
    '</div>',
  ].join('\n');

/** Variables that do not give a key, and what they do. */
const OTHER_VARIABLES: Readonly<Record<string, string>> = {
  DLUBAL_API_CONFIG: 'another config.ini',
  DLUBAL_API_KEY_FORMAT: '`any`: every text that a header can carry counts as a key',
  DLUBAL_REMEMBER_LAST_USED: '`0`: nothing is stored as `default`',
  DLUBAL_API_URL: 'host of the server, or host:port',
  DLUBAL_API_TLS: '`true` or `false`',
  DLUBAL_API_CA_FILE: 'root certificates (PEM)',
  DLUBAL_BUDGET_REDIS_URL: 'the Redis that counts the budget',
  DLUBAL_AUDIT_LOG: 'a file to which every change of a key is appended, without the key',
};

const variables = (): string =>
  table(
    ['variable', 'gives'],
    [
      ...PLACES.flatMap(({ variable, gives }) =>
        variable === undefined ? [] : [[`\`${variable}\``, GIVES[gives]]],
      ),
      ...Object.entries(OTHER_VARIABLES).map(([name, gives]) => [`\`${name}\``, gives]),
    ],
  );

const settings = (): string =>
  table(
    ['field', 'is', 'in a project’s file'],
    Object.entries(settingsFields()).map(([name, { expected, inProject }]) => [
      `\`${name}\``,
      expected,
      inProject === true ? 'yes' : 'refused',
    ]),
  );

/** The parts of the page "Where a key comes from" that are made from tables. */
export const keyOrder = (): Readonly<Record<string, string>> => ({
  picture: picture(),
  variables: variables(),
  settings: settings(),
});

/** For the test that each exists: a variable that nothing reads is a lie of the page. */
export const otherVariables: readonly string[] = Object.keys(OTHER_VARIABLES);
