/**
 * A dry run of the whole release, and proof that a stranger can use what it publishes. In a temporary clone of what is
 * committed: versions and changelogs, everything published to a real registry on this machine by the release's own
 * commands, then each package alone in an empty folder, on the Nodes, package managers and TypeScripts that we name.
 *
 *     npm run test:release              all rows
 *     npm run test:release -- pnpm Bun  the rows whose name contains "pnpm" or "Bun"
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publish } from './publish.mjs';
import { startRegistry } from './registry.mjs';
import { ROWS } from './rows.mjs';

const wanted = process.argv.slice(2);
const isWanted = ({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part));

function tryRow(row, context) {
  const started = Date.now();
  try {
    const reason = row.missing?.();
    if (reason) return { ...row, line: `- ${row.name}: skipped, ${reason}` };
    const folder = mkdtempSync(join(context.folder, 'row-'));
    row.run({ ...context, folder });
    return { ...row, line: `✓ ${row.name} (${((Date.now() - started) / 1000).toFixed(1)} s)` };
  } catch (error) {
    return { ...row, failed: true, line: `✗ ${row.name}\n${String(error.message).replace(/^/gm, '    ')}` };
  }
}

const folder = mkdtempSync(join(tmpdir(), 'dlubal-kit-proof-'));
const registry = await startRegistry(join(folder, 'registry'));
let failed = 0;
try {
  const version = publish(folder, registry.env);
  console.log(`✓ the release ${version} is published to a registry on this machine`);
  for (const row of ROWS.filter(isWanted)) {
    const { line, failed: didFail } = tryRow(row, { folder, version, env: registry.env });
    if (didFail) failed += 1;
    console.log(line);
  }
} finally {
  registry.stop();
  rmSync(folder, { recursive: true, force: true });
}
if (failed > 0) {
  console.error(`${failed} of the rows failed.`);
  process.exitCode = 1;
}
