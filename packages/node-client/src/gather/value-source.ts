/** Where a value came from. */
export type ValueSource =
  | { readonly kind: 'option'; readonly option: string }
  | { readonly kind: 'variable'; readonly variable: string }
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly field: string;
      readonly line?: number | undefined;
    }
  | { readonly kind: 'default' };

/** A value with where it came from. */
export interface Sourced<T> {
  readonly value: T;
  readonly source: ValueSource;
}

/** A source in words, for a sentence. @example 'DLUBAL_API_URL', 'url in /home/ada/.dlubalrc, line 2', '--url', 'default' */
export function sourceWords(source: ValueSource): string {
  switch (source.kind) {
    case 'option':
      return source.option;
    case 'variable':
      return source.variable;
    case 'file':
      return `${source.field} in ${source.path}${source.line === undefined ? '' : `, line ${source.line}`}`;
    case 'default':
      return 'default';
  }
}
