/** One `import` of a .proto file. */
export interface ProtoImport {
  /** As written there, for example `dlubal/api/common/common.proto`. */
  readonly name: string;
  /** Counted from 1. */
  readonly line: number;
  /** `import public`: who imports this file sees what that one declares. */
  readonly public: boolean;
}

/**
 * A comment, a text in quotes, a word, or a sign: cut as protobufjs cuts them, so that both see the same imports. A text
 * without its closing quote takes the rest, as a comment does: trying again after each quote would never end.
 */
const TOKEN =
  /\/\/.*|\/\*[\s\S]*?(?:\*\/|$)|(["'])((?:\\[\s\S]|(?!\1)[^\\])*)(?:\1|\\?$)|[^\s{}=;:[\],'"()<>]+|\S/g;

/** The imports of a .proto file; those in comments are none. Source: protobuf's language specification, import statement. */
export function importsOf(text: string): ProtoImport[] {
  const found: { name: string; line: number; public: boolean }[] = [];
  let line = 1;
  let read = 0;
  let before: 'other' | 'import' | 'name' = 'other';
  let shared = false;
  for (const { 0: token, 2: quoted, index } of text.matchAll(TOKEN)) {
    if (/^\/[/*]/.test(token)) continue;
    line += text.slice(read, index).split('\n').length - 1;
    read = index;
    const last = found.at(-1);
    // Texts that follow each other are one text, as in C.
    if (quoted !== undefined && before === 'name' && last !== undefined) last.name += quoted;
    else if (quoted !== undefined && before === 'import') {
      found.push({ name: quoted, line, public: shared });
      before = 'name';
    } else if (token === 'import') {
      before = 'import';
      shared = false;
    } else if (before !== 'import' || !/^(public|weak)$/.test(token)) before = 'other';
    else shared = token === 'public';
  }
  return found;
}
