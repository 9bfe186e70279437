import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { COMMANDS } from '../src/command-table.js';
import { fileName, published } from './answer-shape.js';
import { ANSWERS } from './answer-shapes.js';
import { expectPromised } from './expect-promised.js';

test('every command has a published answer, but for the one whose answer is a schema', () => {
  const names = COMMANDS.map(({ definition }) => definition.name).filter((name) => name !== 'mock schema');
  expect(Object.keys(ANSWERS).sort()).toEqual(names.sort());
});

test.each(Object.entries(ANSWERS))(
  'the published schema of %s is the one that answers are checked by (make it again with vitest -u)',
  async (command, answer) => {
    const schema = published(command, answer);
    expect(new Ajv2020({ formats: { 'date-time': true } }).validateSchema(schema)).toBe(true);
    await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(
      `../schemas/answers/${fileName(command)}`,
    );
  },
);

test('an answer with a field that is not promised fails, and one without a promised field', () => {
  const answer = { ok: true, shell: 'bash', script: '' };
  expectPromised(['completion', 'bash', '--json'], JSON.stringify(answer));
  for (const bad of [
    { ...answer, more: 1 },
    { ok: true, shell: 'bash' },
    { ...answer, ok: false },
  ]) {
    expect(() => expectPromised(['completion', 'bash', '--json'], JSON.stringify(bad))).toThrow();
  }
});
