/**
 * Marks around text, which the printer turns into colours or drops. They are noncharacters, which Unicode keeps for
 * use inside a program, so that views need not know the terminal, and so that no text from outside colours anything.
 */
const MARKS = { good: '\ufdd0', bad: '\ufdd1', note: '\ufdd2', faint: '\ufdd3', strong: '\ufdd4' } as const;
const END = '\ufddf';

export type Colour = keyof typeof MARKS;

const painter =
  (colour: Colour) =>
  (text: string): string =>
    `${MARKS[colour]}${text}${END}`;

/** Paints text; the printer decides whether the colour is shown. */
export const paint: Readonly<Record<Colour, (text: string) => string>> = {
  good: painter('good'),
  bad: painter('bad'),
  note: painter('note'),
  faint: painter('faint'),
  strong: painter('strong'),
};

const CODES: Readonly<Record<string, string>> = {
  [MARKS.good]: '\x1b[32m',
  [MARKS.bad]: '\x1b[31m',
  [MARKS.note]: '\x1b[33m',
  [MARKS.faint]: '\x1b[2m',
  [MARKS.strong]: '\x1b[1m',
  [END]: '\x1b[0m',
};

/** All marks, which take no room on a terminal. */
export const PAINT_MARKS = /[\ufdd0-\ufddf]/g;

/** The text with its marks as colours, or without them. */
export function render(text: string, coloured: boolean): string {
  return text.replace(PAINT_MARKS, (mark) => (coloured ? (CODES[mark] ?? '') : ''));
}
