/** A part of a notebook as a person sees it. */
export interface NotebookPart {
  /** For example `cell 3` or `cell 3, output`. */
  readonly part: string;
  readonly text: string;
  /** Whether its lines are the ones that a person counts. */
  readonly counted: boolean;
}

/** The cells of a Jupyter notebook (nbformat 4), sources and outputs apart; undefined where the text is none. */
export function notebookParts(text: string): NotebookPart[] | undefined {
  const notebook = parsed(text);
  if (!isRecord(notebook) || !Array.isArray(notebook.cells)) return undefined;
  const { cells, ...rest } = notebook;
  return [
    ...cells.flatMap(cellParts),
    { part: 'notebook metadata', text: JSON.stringify(rest), counted: false },
  ];
}

function cellParts(cell: unknown, index: number): NotebookPart[] {
  if (!isRecord(cell)) return [];
  const { source, outputs, ...rest } = cell;
  const name = `cell ${index + 1}`;
  return [
    { part: name, text: joined(source), counted: true },
    { part: `${name}, output`, text: JSON.stringify(outputs ?? []), counted: false },
    { part: `${name}, metadata`, text: JSON.stringify(rest), counted: false },
  ];
}

/** Notebooks keep a text as one string, or as a list of its lines, line ends included. */
function joined(source: unknown): string {
  return Array.isArray(source) ? source.map(String).join('') : String(source ?? '');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isRecord = (thing: unknown): thing is Record<string, unknown> =>
  typeof thing === 'object' && thing !== null;
