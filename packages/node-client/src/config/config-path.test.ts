import { expect, test } from 'vitest';
import { configPath } from './config-path.js';

const ROWS = [
  {
    title: 'Linux has it below ~/.config',
    platform: 'linux',
    env: {},
    path: '/home/ada/.config/Dlubal/api/config.ini',
  },
  {
    title: 'macOS has it where Linux has',
    platform: 'darwin',
    env: {},
    path: '/home/ada/.config/Dlubal/api/config.ini',
  },
  {
    title: 'other systems follow Linux',
    platform: 'freebsd',
    env: {},
    path: '/home/ada/.config/Dlubal/api/config.ini',
  },
  {
    title: 'XDG_CONFIG_HOME moves it',
    platform: 'linux',
    env: { XDG_CONFIG_HOME: '/x' },
    path: '/x/Dlubal/api/config.ini',
  },
  {
    title: 'an empty XDG_CONFIG_HOME counts as unset',
    platform: 'darwin',
    env: { XDG_CONFIG_HOME: '' },
    path: '/home/ada/.config/Dlubal/api/config.ini',
  },
  {
    title: 'a relative XDG_CONFIG_HOME counts as unset',
    platform: 'linux',
    env: { XDG_CONFIG_HOME: 'x' },
    path: '/home/ada/.config/Dlubal/api/config.ini',
  },
  {
    title: 'Windows variables mean nothing on Linux',
    platform: 'linux',
    env: { LOCALAPPDATA: 'C:\\L' },
    path: '/home/ada/.config/Dlubal/api/config.ini',
  },
  {
    title: 'Windows has it in LOCALAPPDATA',
    platform: 'win32',
    env: { LOCALAPPDATA: 'C:\\Users\\ada\\AppData\\Local' },
    path: 'C:\\Users\\ada\\AppData\\Local\\Dlubal\\api\\config.ini',
  },
  {
    title: 'Windows without LOCALAPPDATA goes by the home folder',
    platform: 'win32',
    env: { XDG_CONFIG_HOME: '/x' },
    home: 'C:\\Users\\ada',
    path: 'C:\\Users\\ada\\AppData\\Local\\Dlubal\\api\\config.ini',
  },
  {
    title: 'DLUBAL_API_CONFIG names the file itself',
    platform: 'linux',
    env: { DLUBAL_API_CONFIG: '/etc/d.ini', XDG_CONFIG_HOME: '/x' },
    path: '/etc/d.ini',
  },
  {
    title: 'a relative DLUBAL_API_CONFIG starts at the working directory',
    platform: 'linux',
    env: { DLUBAL_API_CONFIG: 'ci/d.ini' },
    path: '/models/ci/d.ini',
  },
  {
    title: 'DLUBAL_API_CONFIG wins on Windows too',
    platform: 'win32',
    env: { DLUBAL_API_CONFIG: 'D:\\d.ini', LOCALAPPDATA: 'C:\\L' },
    path: 'D:\\d.ini',
  },
];

test.for(ROWS)('$title', ({ platform, env, home = '/home/ada', path }) => {
  expect(configPath({ platform, env, home, cwd: '/models' })).toBe(path);
});
