import { join } from 'node:path';

/** The npm package that is nothing but a Node binary for this machine; npm's package `node` fetches the same one late. */
export const NODE_PACKAGE = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;

/** Node's binary in a folder where NODE_PACKAGE is installed. */
export const nodeOf = (folder) =>
  join(folder, 'node_modules', NODE_PACKAGE, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
