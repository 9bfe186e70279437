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
  return inOrder(`${sorted.map(([, texts]) => texts.join('\n')).join('\n\n')}\n`);
}

/** The compiler writes numbers of a union in the order in which it met them, which any change of a source can turn round. */
const inOrder = (report: string): string =>
  report.replace(/\d+(?: \| \d+)+/g, (union) =>
    union
      .split(' | ')
      .sort((one, other) => Number(one) - Number(other))
      .join(' | '),
  );

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

/** A mark that only its own file makes: nobody writes a property of this name. */
const isUniqueSymbol = (node: ts.Declaration): boolean =>
  ts.isVariableDeclaration(node) && node.type?.kind === ts.SyntaxKind.TypeOperator;

/** The class that an export is another name of: `export type MockKey = MockKeyClass`. */
function renamed(program: ts.Program, { declarations = [] }: ts.Symbol): ts.Symbol[] {
  return declarations.flatMap((node) => {
    if (!ts.isTypeAliasDeclaration(node) || !ts.isTypeReferenceNode(node.type)) return [];
    const symbol = program.getTypeChecker().getSymbolAtLocation(node.type.typeName);
    return symbol === undefined || node.type.typeArguments !== undefined ? [] : [targetOf(program, symbol)];
  });
}

/**
 * The names in signatures of a package's exports that nobody can import from it. What follows `typeof` is a table or a list of names: the type that was
 * made of it has a name of its own.
 */
export function unexported(program: ts.Program, folder: string): string[] {
  const checker = program.getTypeChecker();
  const own = ENTRIES.filter((entry) => entry.folder === folder && entry.condition === 'import');
  const exported = own.flatMap(({ types }) => exportsOf(program, types).map((one) => targetOf(program, one)));
  const offered = new Set(exported.flatMap((one) => [one, ...renamed(program, one)]));
  const missing = new Set<string>();
  const look = (node: ts.Node): void => {
    if (ts.isTypeQueryNode(node)) return;
    if (ts.isIdentifier(node)) {
      const symbol = checker.getSymbolAtLocation(node);
      const target = symbol && targetOf(program, symbol);
      if (
        target &&
        !offered.has(target) &&
        target.declarations?.some((one) => isOwn(one, folder) && !isUniqueSymbol(one))
      )
        missing.add(target.name);
    }
    ts.forEachChild(node, look);
  };
  for (const { declarations = [] } of offered) for (const node of declarations) look(statementOf(node));
  return [...missing].sort();
}

/** Texts of four words or more in a file of types: a table that was exported as it is written. */
export function sentences(program: ts.Program, file: string): string[] {
  const found: string[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) && node.text.split(' ').length > 3) found.push(node.text);
    ts.forEachChild(node, look);
  };
  const source = program.getSourceFile(file);
  if (source !== undefined) look(source);
  return found;
}
