import { describe, expect, test } from 'vitest';
import { configPath } from './config-path.js';
import { givenPath } from './given-path.js';

const POSIX = { cwd: '/models', home: '/home/ada' };
const WINDOWS = { cwd: 'C:\\work', home: 'C:\\Users\\ada' };

/** What was given, and the path that is meant, on each system. */
const MEANT: readonly (readonly [platform: string, given: string, path: string])[] = [
  ['linux', '~/x.ini', '/home/ada/x.ini'],
  ['darwin', '~/Library/x.ini', '/home/ada/Library/x.ini'],
  ['win32', '~/x.ini', 'C:\\Users\\ada\\x.ini'],
  ['win32', '~\\x.ini', 'C:\\Users\\ada\\x.ini'],
  ['linux', '~', '/home/ada'],
  ['linux', 'x.ini', '/models/x.ini'],
  ['linux', '../x.ini', '/x.ini'],
  ['win32', 'x.ini', 'C:\\work\\x.ini'],
  ['linux', '/etc/x.ini', '/etc/x.ini'],
  ['win32', 'D:\\x.ini', 'D:\\x.ini'],
  ['win32', '\\\\server\\c$\\x.ini', '\\\\server\\c$\\x.ini'],
  ['linux', '/srv/a~b/~x.ini', '/srv/a~b/~x.ini'],
  ['linux', '~x.ini', '/models/~x.ini'],
  ['linux', 'cost$.ini', '/models/cost$.ini'],
  ['linux', '/srv/100%/x.ini', '/srv/100%/x.ini'],
];

test.for(MEANT)('on %s, %s is %s', ([platform, given, path]) => {
  expect(givenPath(given, '--config', { platform, ...(platform === 'win32' ? WINDOWS : POSIX) })).toBe(path);
});

/** What only a shell would have understood, and the words that say so. */
const REFUSED: readonly (readonly [platform: string, given: string, says: string])[] = [
  ['linux', '$HOME/x.ini', '$HOME in the path was not replaced'],
  ['darwin', '/Users/$USER/x.ini', '/$USER in the path was not replaced'],
  ['linux', '\u0024{XDG_CONFIG_HOME}/x.ini', 'was not replaced'],
  ['linux', '\u0024{HOME:-/root}/x.ini', 'was not replaced'],
  ['linux', '$(pwd)/x.ini', '$(pwd) in the path was not replaced'],
  ['win32', '%LOCALAPPDATA%\\x.ini', '%LOCALAPPDATA% in the path was not replaced'],
  ['win32', '%ProgramFiles(x86)%\\x.ini', 'was not replaced'],
  ['linux', '%LOCALAPPDATA%/x.ini', 'was not replaced'],
  ['win32', '$env:LOCALAPPDATA\\x.ini', '$env:LOCALAPPDATA in the path was not replaced'],
  ['linux', '"/etc/x.ini"', 'the path is in quotation marks'],
  ['win32', "'C:\\x.ini'", 'the path is in quotation marks'],
  ['linux', '~bob/x.ini', '~bob is the home folder of another user'],
  ['linux', 'file:///etc/x.ini', 'this is a URL'],
  ['linux', '/etc/x\0.ini', 'NUL'],
];

test.for(REFUSED)('on %s, %s is refused', ([platform, given, says]) => {
  const place = { platform, ...(platform === 'win32' ? WINDOWS : POSIX) };
  expect(() => givenPath(given, '--config', place)).toThrow(says.replace(/^\/(?=\$)/, ''));
  const env = { DLUBAL_API_CONFIG: given };
  expect(() => configPath({ env, ...place })).toThrow('DLUBAL_API_CONFIG: ');
});

describe('a home folder that cannot be one', () => {
  const bad: readonly (readonly [platform: string, home: string | undefined])[] = [
    ['linux', ''],
    ['linux', 'ada'],
    ['darwin', '.'],
    ['win32', 'ada'],
    ['linux', undefined],
  ];

  test.for(bad)('on %s, %j never puts config.ini below the working directory', ([platform, home]) => {
    const place = { platform, home, cwd: '/models' };
    expect(() => configPath({ env: {}, ...place })).toThrow('no home folder');
    expect(() => configPath({ env: { XDG_CONFIG_HOME: '', LOCALAPPDATA: 'x' }, ...place })).toThrow(
      'no home folder',
    );
    expect(() => givenPath('~/x.ini', '--config', place)).toThrow('no home folder');
  });

  test('it is not asked for where a variable gives the path', () => {
    const place = (env: Record<string, string>) => ({
      platform: 'linux',
      cwd: '/models',
      env,
      get home(): string {
        throw new Error('nobody knows');
      },
    });
    expect(configPath(place({ DLUBAL_API_CONFIG: '/x.ini' }))).toBe('/x.ini');
    expect(configPath(place({ XDG_CONFIG_HOME: '/x' }))).toBe('/x/Dlubal/api/config.ini');
    expect(givenPath('x.ini', '--config', place({}))).toBe('/models/x.ini');
  });
});
