/** One `import` of a .proto file. */
export interface ProtoImport {
  /** As it stands there, for example `dlubal/api/common/common.proto`. */
  readonly name: string;
  /** Counted from 1. */
  readonly line: number;
}

/** The imports of a .proto file; those in comments are none. Source: protobuf's language specification, import statement. */
export function importsOf(text: string): ProtoImport[] {
  const bare = text.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '));
  return bare.split('\n').flatMap((line, index) => {
    const name = /^\s*import\s+(?:public\s+|weak\s+)?(["'])(.*?)\1\s*;/.exec(line)?.[2];
    return name === undefined ? [] : [{ name, line: index + 1 }];
  });
}
