#!/usr/bin/env node
// CommonJS, as the package.json next to it says: Node starts it in less time.
// Node 22 keeps what it compiled; older versions have no such cache.
if (!process.version.startsWith('v20')) require('node:module').enableCompileCache?.();
require('../dist/main.cjs').start();
