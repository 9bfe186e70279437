/** The Node that is inside: of 22, the newest whose executable for Windows also runs under Wine 8, where it is tested. */
export const NODE_VERSION = '22.23.3';

/**
 * The systems for which `dlubal-auth` is made as one file. A package of npm has Node's binary for each; those for macOS
 * have to be signed there.
 */
export const TARGETS = [
  { name: 'linux-x64', binary: 'bin/node', file: 'dlubal-auth', archive: 'tar.gz' },
  { name: 'linux-arm64', binary: 'bin/node', file: 'dlubal-auth', archive: 'tar.gz' },
  { name: 'win-x64', binary: 'bin/node.exe', file: 'dlubal-auth.exe', archive: 'zip' },
  { name: 'darwin-arm64', binary: 'bin/node', file: 'dlubal-auth', archive: 'tar.gz', only: 'darwin' },
  { name: 'darwin-x64', binary: 'bin/node', file: 'dlubal-auth', archive: 'tar.gz', only: 'darwin' },
];

/** This machine, as the targets call it. */
export const HERE = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
