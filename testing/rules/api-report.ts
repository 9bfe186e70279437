import ts from 'typescript';
import { ENTRIES, exportsOf, targetOf } from './public-types.js';

const printer = ts.createPrinter({ removeComments: true });

/** The statement around a name: `const a: A` is a part of one. */
const statementOf = (node: ts.Node): ts.Node => (ts.isVariableDeclaration(node) ? node.parent.parent : node);

const textOf = (node: ts.Node): string =>
  printer
    .printNode(ts.EmitHint.Unspecified, statementOf(node), node.getSourceFile())
    .replace(/^(?:export )?(?:declare )?/, '');

/** Everything that a file of types offers, in the order of its names, each as it is declared and without comments. */
export function apiReport(program: ts.Program, file: string): string {
  const rows = exportsOf(program, file).map((symbol) => {
    const { name, declarations = [] } = targetOf(program, symbol);
    const texts = declarations.map(textOf);
    return [symbol.name, name === symbol.name ? texts : [`// ${name} as ${symbol.name}`, ...texts]] as const;
  });
  const sorted = rows.sort(([one], [other]) => (one < other ? -1 : 1));
  return `${sorted.map(([, texts]) => texts.join('\n')).join('\n\n')}\n`;
}

/** Exports without a comment that says what they are. */
export function undocumented(program: ts.Program, file: string): string[] {
  const checker = program.getTypeChecker();
  return exportsOf(program, file)
    .filter((symbol) => targetOf(program, symbol).getDocumentationComment(checker).length === 0)
    .map(({ name }) => name);
}

/** Whether a declaration is of a package's own, at the top of a file: not a member, a parameter or a library's. */
const isOwn = (node: ts.Declaration, folder: string): boolean =>
  statementOf(node).parent.kind === ts.SyntaxKind.SourceFile &&
  node.getSourceFile().fileName.includes(`${folder}/dist/`);

/** The names in signatures of a package's exports that nobody can import from it. */
export function unexported(program: ts.Program, folder: string): string[] {
  const checker = program.getTypeChecker();
  const own = ENTRIES.filter((entry) => entry.folder === folder && entry.condition === 'import');
  const offered = new Set(
    own.flatMap(({ types }) => exportsOf(program, types).map((one) => targetOf(program, one))),
  );
  const missing = new Set<string>();
  const look = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      const symbol = checker.getSymbolAtLocation(node);
      const target = symbol && targetOf(program, symbol);
      if (target && !offered.has(target) && target.declarations?.some((one) => isOwn(one, folder)))
        missing.add(target.name);
    }
    ts.forEachChild(node, look);
  };
  for (const { declarations = [] } of offered) for (const node of declarations) look(statementOf(node));
  return [...missing].sort();
}
