/** What this reads of a token of markdown-it. */
export interface TableToken {
  readonly type: string;
  readonly content: string;
  readonly children: readonly { readonly content: string }[] | null;
  attrSet(name: string, value: string): void;
}

const textOf = ({ children, content }: TableToken): string =>
  children === null ? content : children.map((child) => child.content).join('');

/**
 * Each cell of a table gets the heading of its column as `data-label`: on a phone a row is a list of labelled values.
 * With two columns the first cell is label enough.
 */
export function labelCells(tokens: readonly TableToken[]): void {
  let labels: string[] = [];
  let column = 0;
  for (const [at, token] of tokens.entries()) {
    if (token.type === 'table_open') labels = [];
    if (token.type === 'tr_open') column = 0;
    const inside = tokens[at + 1];
    if (token.type === 'th_open' && inside !== undefined) labels.push(textOf(inside));
    if (token.type === 'td_open') {
      const label = labels[column] ?? '';
      if (column > 0 && labels.length > 2 && label !== '') token.attrSet('data-label', label);
      column += 1;
    }
  }
}
