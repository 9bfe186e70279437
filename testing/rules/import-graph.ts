import {
  cruise,
  type ICruiseResult,
  type IDependency,
  type IForbiddenRuleType,
  type IModule,
} from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';

/** Types included: a circle of types is harmless to run, and as hard to read as any other. */
const forbidden: IForbiddenRuleType[] = [
  { name: 'circle', severity: 'error', from: {}, to: { circular: true } },
  {
    name: 'config-loads-no-grpc',
    severity: 'error',
    from: { path: '^packages/node-client/src/config\\.ts$' },
    to: { path: '/@grpc/|^packages/node-client/src/(client|channel)/', reachable: true },
  },
];

/** What the sources of all packages import, by dependency-cruiser, with its verdict on the two rules above. */
export async function importGraph(): Promise<ICruiseResult> {
  const options = {
    ruleSet: { forbidden },
    validate: true,
    exclude: { path: '\\.test\\.ts$|^packages/[^/]+/(dist/|test/|[^/]+\\.ts$)' },
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  };
  const { output } = await cruise(['packages', 'protos'], options, undefined, {
    tsConfig: extractTSConfig('tsconfig.json'),
  });
  return output as ICruiseResult;
}

export interface Arrow {
  readonly from: string;
  readonly to: string;
}

/** What is imported: a file of the same package, the name of another one, or `node:` for any built-in module. */
function targetOf({ resolved, dependencyTypes }: IDependency, folder: string): string {
  if (dependencyTypes.includes('core')) return 'node:';
  if (resolved.startsWith(`${folder}/`) && !resolved.includes('node_modules/')) return resolved;
  const path = resolved.replace(/^packages\//, '@dlubal-kit/').replace(/^protos\//, '@dlubal-kit/protos/');
  const [first = '', second] = path.replace(/^.*node_modules\//, '').split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}

/** All imports of one package's sources. */
export const arrowsOf = (modules: readonly IModule[], folder: string): Arrow[] =>
  modules
    .filter(({ source }) => source.startsWith(`${folder}/src/`))
    .flatMap(({ source, dependencies }) =>
      dependencies.map((dependency) => ({ from: source, to: targetOf(dependency, folder) })),
    );
