import { posix, win32 } from 'node:path';

/** Where a path of the table begins: in a project, in the home folder, or where programs of this system keep settings. */
type Base = 'project' | 'home' | 'settings';

/**
 * Where MCP hosts read which servers to start, and with which variables: the files in which a key ends up. The source is
 * docs/facts/assistants.md, Files.
 */
const HOST_FILES: readonly (readonly [host: string, base: Base, path: string])[] = [
  ['Claude Code', 'project', '.mcp.json'],
  ['Claude Code', 'project', '.claude/settings.json'],
  ['Claude Code', 'project', '.claude/settings.local.json'],
  ['Claude Code', 'home', '.claude.json'],
  ['Claude Code', 'home', '.claude/settings.json'],
  ['Claude Desktop', 'settings', 'Claude/claude_desktop_config.json'],
  ['VS Code', 'project', '.vscode/mcp.json'],
  ['VS Code', 'project', '.vscode/settings.json'],
  ['VS Code', 'settings', 'Code/User/mcp.json'],
  ['VS Code', 'settings', 'Code/User/settings.json'],
  ['Cursor', 'project', '.cursor/mcp.json'],
  ['Cursor', 'home', '.cursor/mcp.json'],
  ['Windsurf', 'home', '.codeium/windsurf/mcp_config.json'],
  ['Windsurf', 'home', '.codeium/mcp_config.json'],
  ['Zed', 'project', '.zed/settings.json'],
  ['Zed', 'home', '.config/zed/settings.json'],
  ['Zed', 'settings', 'Zed/settings.json'],
  ['Gemini CLI', 'project', '.gemini/settings.json'],
  ['Gemini CLI', 'home', '.gemini/settings.json'],
  ['Codex', 'project', '.codex/config.toml'],
  ['Codex', 'home', '.codex/config.toml'],
  ['Cline', 'settings', 'Code/User/globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json'],
  ['Roo Code', 'project', '.roo/mcp.json'],
  ['Roo Code', 'settings', 'Code/User/globalStorage/rooveterinaryinc.roo-cline/settings/mcp_settings.json'],
  ['Continue', 'project', '.continue/config.yaml'],
  ['Continue', 'home', '.continue/config.yaml'],
  ['Continue', 'home', '.continue/config.json'],
];

export interface HostFile {
  readonly host: string;
  readonly path: string;
}

/** What decides where the files are. */
export interface HostPlaces {
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Undefined where the system knows none. */
  readonly home: string | undefined;
  /** The folders in which a host can be started: this one, and the top of its repository. */
  readonly projects: readonly string[];
}

/** The files of all hosts on this system, whether or not they exist. */
export function hostFiles(places: HostPlaces): HostFile[] {
  const { join } = places.platform === 'win32' ? win32 : posix;
  const folders: Readonly<Record<Base, readonly string[]>> = {
    project: [...new Set(places.projects)],
    home: places.home === undefined ? [] : [places.home],
    settings: settingsFolders(places, join),
  };
  return HOST_FILES.flatMap(([host, base, path]) =>
    folders[base].map((folder) => ({ host, path: join(folder, ...path.split('/')) })),
  );
}

function settingsFolders({ platform, env, home }: HostPlaces, join: typeof posix.join): string[] {
  if (platform === 'win32')
    return env.APPDATA ? [env.APPDATA] : home ? [join(home, 'AppData', 'Roaming')] : [];
  if (platform === 'darwin') return home ? [join(home, 'Library', 'Application Support')] : [];
  if (env.XDG_CONFIG_HOME?.startsWith('/')) return [env.XDG_CONFIG_HOME];
  return home ? [join(home, '.config')] : [];
}
