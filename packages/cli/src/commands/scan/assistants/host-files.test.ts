import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { hostFiles } from './host-files.js';

const on = (platform: string, env: Record<string, string> = {}, home: string | undefined = '/h') =>
  hostFiles({ platform, env, home, projects: ['/p/a', '/p'] }).map(({ path }) => path);

test.each([
  ['linux', {}, '/h/.config/Claude/claude_desktop_config.json'],
  ['linux', { XDG_CONFIG_HOME: '/x' }, '/x/Code/User/mcp.json'],
  ['linux', { XDG_CONFIG_HOME: 'x' }, '/h/.config/Code/User/mcp.json'],
  ['darwin', {}, '/h/Library/Application Support/Claude/claude_desktop_config.json'],
  ['win32', { APPDATA: 'C:\\R' }, 'C:\\R\\Claude\\claude_desktop_config.json'],
  ['win32', {}, '\\h\\AppData\\Roaming\\Code\\User\\mcp.json'],
  ['win32', {}, '\\h\\.codex\\config.toml'],
  ['linux', {}, '/h/.claude.json'],
  ['linux', {}, '/h/.codeium/windsurf/mcp_config.json'],
  ['linux', {}, '/h/.gemini/settings.json'],
  ['darwin', {}, '/h/.config/zed/settings.json'],
  ['linux', {}, '/p/a/.mcp.json'],
  ['linux', {}, '/p/.mcp.json'],
  ['linux', {}, '/p/.vscode/mcp.json'],
  ['linux', {}, '/p/.cursor/mcp.json'],
])('on %s with %j there is %s', (platform, env, path) => {
  expect(on(platform, env)).toContain(path);
});

test('without a home folder the files of the project are left', () => {
  const paths = hostFiles({ platform: 'linux', env: {}, home: undefined, projects: ['/p'] });
  expect(new Set(paths.map(({ path }) => path.slice(0, 3)))).toEqual(new Set(['/p/']));
});

test('the facts name every file of the table', () => {
  const root = new URL('../../../../../../', import.meta.url);
  const facts = readFileSync(new URL('docs/facts/assistants.md', root), 'utf8');
  for (const path of on('linux', { XDG_CONFIG_HOME: '/s' })) {
    expect(facts).toContain(`\`${path.replace(/^\/(?:s|h|p\/a|p)\//, '')}\``);
  }
});
