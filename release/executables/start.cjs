// What the executable starts with: the built files of the command and of the packages it uses are inside, and each is loaded when it is asked for, as from a folder.
const { getAsset } = require('node:sea');
const { compileFunction } = require('node:vm');

const modules = new Map();

function load(file) {
  const known = modules.get(file);
  if (known !== undefined) return known.exports;
  const module = { exports: {} };
  modules.set(file, module);
  const code = getAsset(file, 'latin1');
  compileFunction(code, ['exports', 'require', 'module'], { filename: file })(module.exports, find, module);
  return module.exports;
}

function find(name) {
  if (name.startsWith('./')) return load(name.slice(2));
  return name.startsWith('@dlubal-kit/') ? load('kit.cjs')[name] : require(name);
}

load('main.cjs').start();
