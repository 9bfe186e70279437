import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const twice = [];
for (const entry of process.argv.slice(2)) {
  const required = require(entry);
  const imported = await import(entry);
  for (const name of Object.keys(imported))
    if (imported[name] !== required[name]) twice.push(`${entry}: ${name}`);
}
console.log(twice.length === 0 ? 'it works' : twice.join(', '));
