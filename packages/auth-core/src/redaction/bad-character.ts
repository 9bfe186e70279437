interface CharacterClass {
  readonly test: RegExp;
  readonly name: string;
}

/** Classes of character that a key cannot have, the most telling first. */
const CLASSES: readonly CharacterClass[] = [
  { test: /\r/, name: 'a carriage return' },
  { test: /\n/, name: 'a line feed' },
  { test: /\t/, name: 'a tab' },
  { test: / /, name: 'a space' },
  { test: /\0/, name: 'a NUL' },
  { test: /[\x01-\x1f\x7f-\x9f]/, name: 'a control character' },
  { test: /\u00a0|\u202f/, name: 'a no-break space' },
  { test: /\ufeff/, name: 'a byte order mark' },
  { test: /[\u200b-\u200d\u2060]/, name: 'a zero-width character' },
  { test: /\u2010|\u2011|\u2012/, name: 'a typographic hyphen, where "-" belongs' },
  { test: /\u2013/, name: 'an en dash, where "-" belongs' },
  { test: /\u2014/, name: 'an em dash, where "-" belongs' },
  { test: /\u2212/, name: 'a minus sign, where "-" belongs' },
  { test: /[\u2018\u2019\u201c\u201d\u00ab\u00bb\u201e\u201a]/, name: 'a typographic quotation mark' },
  { test: /[\u202a-\u202e\u2066-\u2069\u200e\u200f]/, name: 'a text direction mark' },
  { test: /\s/, name: 'white space' },
  { test: /[^\x00-\x7f]/u, name: 'a non-ASCII character' },
];

/** The class of one character, in words, or undefined when a header may carry it. */
function classOf(character: string): string | undefined {
  return CLASSES.find(({ test }) => test.test(character))?.name;
}

/** Where the first character is that a header cannot carry: counted from 1, in characters as a person counts. */
function firstBadCharacter(text: string): { position: number; name: string } | undefined {
  let position = 0;
  for (const character of text) {
    position += 1;
    const name = classOf(character);
    if (name !== undefined) return { position, name };
  }
  return undefined;
}

/** Where and what the first character is that no header can carry; undefined where there is none. */
export function characterFlaw(text: string): string | undefined {
  if (text === '') return 'it is empty';
  const bad = firstBadCharacter(text);
  return bad && `character ${bad.position} is ${bad.name}`;
}
