import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import ts from 'typescript';

const root = fileURLToPath(new URL('../../', import.meta.url));
const at = (path: string): string => join(root, path);

/** One edit of a recipe: the first place in the file where `find` is found gets `put`, where `$&` is what was found. */
export interface Change {
  readonly file: string;
  readonly find: string | RegExp;
  readonly put: string | ((found: string) => string);
}

/** The sources as they would be after some edits: whole files by their path, while the repository stays as it is. */
export type Sources = ReadonlyMap<string, string>;

/** @throws {Error} when a file does not have what a change replaces: the recipe, or CONTRIBUTING, is out of date. */
export function sourcesWith(...changes: readonly Change[]): Sources {
  const sources = new Map<string, string>();
  for (const { file, find, put } of changes) {
    const text = sources.get(at(file)) ?? readFileSync(at(file), 'utf8');
    const changed = text.replace(find, (found) =>
      typeof put === 'string' ? put.replaceAll('$&', () => found) : put(found),
    );
    if (changed === text) throw new Error(`${file} does not contain ${find}.`);
    sources.set(at(file), changed);
  }
  return sources;
}

const tsconfig = ts.getParsedCommandLineOfConfigFile(
  at('tsconfig.json'),
  {},
  {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: () => undefined,
  },
);
/** Parsed once for all recipes. */
const parsed = new Map<string, ts.SourceFile | undefined>();

/**
 * What the compiler says about the changed files and about `others`, as `file: message`. Only what these need is checked,
 * so that it takes a second.
 */
export function typeErrors(sources: Sources, ...others: readonly string[]): string[] {
  const options = tsconfig?.options ?? {};
  const host = ts.createCompilerHost(options);
  const { readFile, getSourceFile } = host;
  host.readFile = (path) => sources.get(path) ?? readFile.call(host, path);
  host.getSourceFile = (path, target, ...rest) => {
    const text = sources.get(path);
    if (text !== undefined) return ts.createSourceFile(path, text, target);
    if (!parsed.has(path)) parsed.set(path, getSourceFile.call(host, path, target, ...rest));
    return parsed.get(path);
  };
  const program = ts.createProgram([...sources.keys(), ...others.map(at)], options, host);
  return program
    .getRootFileNames()
    .map((path) => program.getSourceFile(path))
    .flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)])
    .map(
      ({ file, messageText }) =>
        `${file?.fileName.slice(root.length)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    );
}

const ENTRY = /^@dlubal-kit\/(auth-core|node-client|mock-server)(?:\/(\w+))?$/;

/** The changed text of a file, and the sources of each package rather than what was built. */
const sourcesPlugin = (sources: Sources): Plugin => ({
  name: 'changed-sources',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: ENTRY }, ({ path }) => {
      const [, name = '', entry = 'index'] = ENTRY.exec(path) ?? [];
      return { path: at(`packages/${name}/src/${entry}.ts`) };
    });
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const contents = sources.get(path);
      return contents === undefined ? undefined : { contents, loader: 'ts' };
    });
  },
});

/** Runs a program against the changed sources; its standard output. Paths of imports begin at the repository's root. */
export async function run(
  sources: Sources,
  program: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<string> {
  mkdirSync(at('node_modules/.cache'), { recursive: true });
  const folder = mkdtempSync(at('node_modules/.cache/recipe-'));
  try {
    const outfile = join(folder, 'program.mjs');
    await build({
      stdin: { contents: program, resolveDir: root, loader: 'ts' },
      bundle: true,
      outfile,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      logLevel: 'silent',
      external: ['@grpc/*', '@napi-rs/keyring'],
      banner: {
        js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
      },
      plugins: [sourcesPlugin(sources)],
    });
    const env = { PATH: process.env.PATH, HOME: folder, ...variables };
    const { stdout, stderr } = spawnSync(process.execPath, [outfile], { encoding: 'utf8', cwd: folder, env });
    if (stdout === '') throw new Error(stderr);
    return stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
