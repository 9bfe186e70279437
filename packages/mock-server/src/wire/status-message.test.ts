import { expect, test } from 'vitest';
import { encodeStatusMessage } from './status-message.js';

const rows: [text: string, encoded: string][] = [
  ['plain words, 100 $', 'plain words, 100 $'],
  ['100 %', '100 %25'],
  ['two\r\nlines', 'two%0D%0Alines'],
  ['Schlüssel', 'Schl%C3%BCssel'],
  ['🔑', '%F0%9F%94%91'],
  [' two  inside ', '%20two  inside%20'],
  ['ends: ', 'ends:%20'],
  ['  ', '%20%20'],
  [' ü ', '%20%C3%BC%20'],
  ['half \ud83d pair', 'half %EF%BF%BD pair'],
];

test.for(rows)('%j is sent as %j', ([text, encoded]) => {
  expect(encodeStatusMessage(text)).toBe(encoded);
});
