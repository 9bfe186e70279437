/**
 * Makes `dlubal-auth` as one file per system, for people without Node: the bundled command inside Node's own binary
 * (a single executable application). Writes archives, checksums and the manifests of winget and Scoop into
 * release/artifacts.
 *
 *     npm run build:executables                       every system that this machine can make
 *     npm run build:executables -- linux-x64 win-x64  these
 */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { zipSync } from 'fflate';
import { inject } from 'postject';
import { checksums, sha256Of } from '../checksums.mjs';
import { noticesOf } from '../notices.mjs';
import { inputsOf } from '../prepack.mjs';
import { bundleKit } from './bundle-kit.mjs';
import { scoopManifest, wingetManifests } from './manifests.mjs';
import { nodeBinaries } from './node-binaries.mjs';
import { HERE, TARGETS } from './targets.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const artifacts = join(root, 'release', 'artifacts');
const command = join(root, 'packages', 'cli');
const { version } = JSON.parse(readFileSync(join(command, 'package.json'), 'utf8'));
/** By this Node looks whether something was put into it. */
const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

/** Only regular expressions have other characters, since esbuild escapes them elsewhere. One of them doubles what a file takes in memory. */
const inAscii = (text) =>
  text.replace(/[^\x00-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** The built files of the command, and one of the packages that it uses, by the names that they ask for each other with. */
async function assetsIn(folder) {
  const inputs = await bundleKit(join(folder, 'kit.cjs'));
  const built = readdirSync(join(command, 'dist')).filter((file) => file.endsWith('.cjs'));
  const files = [join(folder, 'kit.cjs'), ...built.map((file) => join(command, 'dist', file))];
  for (const file of files) writeFileSync(join(folder, basename(file)), inAscii(readFileSync(file, 'utf8')));
  return {
    inputs: [...inputs, ...inputsOf(command)],
    assets: Object.fromEntries(files.map((file) => [basename(file), join(folder, basename(file))])),
  };
}

/** What is put into Node. Code that is compiled already fits only the system that compiled it. */
function makeBlob(folder, node, { assets, useCodeCache }) {
  const output = join(folder, useCodeCache ? 'here.blob' : 'any.blob');
  const settings = {
    main: fileURLToPath(new URL('start.cjs', import.meta.url)),
    output,
    disableExperimentalSEAWarning: true,
    useCodeCache,
    assets,
  };
  writeFileSync(join(folder, 'sea.json'), JSON.stringify(settings));
  execFileSync(node, ['--experimental-sea-config', join(folder, 'sea.json')], { stdio: 'ignore' });
  return readFileSync(output);
}

async function makeExecutable(target, from, blob, folder) {
  const path = join(folder, target.name, target.file);
  mkdirSync(dirname(path));
  copyFileSync(join(from, target.binary), path);
  chmodSync(path, 0o755);
  const isMac = target.name.startsWith('darwin');
  if (isMac) execFileSync('codesign', ['--remove-signature', path]);
  await inject(path, 'NODE_SEA_BLOB', blob, {
    sentinelFuse: FUSE,
    ...(isMac ? { machoSegmentName: 'NODE_SEA' } : {}),
  });
  if (isMac) execFileSync('codesign', ['--sign', '-', path]);
  return path;
}

/** The executable with the licences of all that is in it. */
function pack({ name, file, archive }, path, notices) {
  const folder = dirname(path);
  copyFileSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  writeFileSync(join(folder, 'THIRD-PARTY-NOTICES.md'), notices);
  const files = [file, 'LICENSE', 'THIRD-PARTY-NOTICES.md'];
  const packed = `dlubal-auth-${version}-${name}.${archive}`;
  if (archive === 'zip') {
    const contents = files.map((one) => [one, readFileSync(join(folder, one))]);
    writeFileSync(join(artifacts, packed), zipSync(Object.fromEntries(contents)));
  } else {
    execFileSync('tar', ['-czf', join(artifacts, packed), '-C', folder, ...files]);
  }
  return packed;
}

async function build(targets) {
  const folder = mkdtempSync(join(tmpdir(), 'dlubal-auth-'));
  try {
    const nodeOf = nodeBinaries(targets);
    const { inputs, assets } = await assetsIn(folder);
    const licence = readFileSync(join(nodeOf(HERE), 'LICENSE'), 'utf8');
    const notices = `${noticesOf('This program', inputs)}\n## Node.js\n\n${licence}`;
    const here = TARGETS.find(({ name }) => name === HERE);
    const node = join(nodeOf(HERE), here.binary);
    const [own, any] = [true, false].map((useCodeCache) => makeBlob(folder, node, { assets, useCodeCache }));
    mkdirSync(artifacts, { recursive: true });
    for (const target of targets) {
      const blob = target.name === HERE ? own : any;
      const path = await makeExecutable(target, nodeOf(target.name), blob, folder);
      const packed = pack(target, path, notices);
      if (target.name === 'win-x64') writeManifests(packed);
      console.log(`✓ ${packed}`);
    }
    writeFileSync(join(artifacts, 'SHA256SUMS'), checksums(artifacts));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeManifests(file) {
  const facts = { version, file, sha256: sha256Of(join(artifacts, file)) };
  for (const [path, text] of Object.entries({ ...scoopManifest(facts), ...wingetManifests(facts) })) {
    mkdirSync(dirname(join(artifacts, path)), { recursive: true });
    writeFileSync(join(artifacts, path), text);
  }
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !TARGETS.some((target) => target.name === name));
if (unknown.length > 0) {
  console.error(
    `Not a system: ${unknown.join(', ')}. Give some of ${TARGETS.map(({ name }) => name).join(', ')}.`,
  );
  process.exit(2);
}
const asked = TARGETS.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
for (const { name, only } of asked)
  if (only !== undefined && only !== process.platform)
    console.log(`- ${name} is left out: an executable for macOS is signed on macOS.`);
await build(asked.filter(({ only }) => only === undefined || only === process.platform));
