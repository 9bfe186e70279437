import { code, page, table } from '../markdown-text.js';

/** As much of JSON Schema as the scenario's has. */
interface Schema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly minimum?: number;
  readonly $ref?: string;
}

const typeOf = ({ type, const: fixed, enum: choices, minimum, $ref }: Schema): string => {
  if (fixed !== undefined) return code(JSON.stringify(fixed));
  if (choices !== undefined) return choices.map((choice) => code(String(choice))).join(', ');
  if ($ref !== undefined) return `message ${code($ref.replace(/.*\//, ''))}`;
  const types = [type ?? 'any'].flat().join(' or ');
  return minimum === undefined ? types : `${types}, at least ${minimum}`;
};

/** Rows of a field and of those below it, by their path. */
function rowsOf(path: string, schema: Schema): string[][] {
  const below = Object.entries(schema.properties ?? {}).flatMap(([name, field]) =>
    rowsOf(`${path}.${name}`, field),
  );
  const { additionalProperties: each, items } = schema;
  const named = typeof each === 'object' && each.properties !== undefined ? rowsOf(`${path}.NAME`, each) : [];
  const listed = items?.properties === undefined ? [] : rowsOf(`${path}[]`, items).slice(1);
  return [[code(path), typeOf(schema), schema.description ?? ''], ...below, ...named, ...listed];
}

/** The fields of a scenario file, from the schema that checks it. */
export const scenarioFields = (schema: Schema): string =>
  page(
    '---\norder: 3\naside: false\n---',
    '# Fields of a scenario',
    'Made from the JSON Schema that checks [scenario files](../testing/scenarios.md). `NAME` is a name of your own, `[]` is each entry of a list. Messages have the fields of their protos.',
    table(
      ['field', 'type', ''],
      Object.entries(schema.properties ?? {})
        .filter(([name]) => name !== '$schema')
        .flatMap(([name, field]) => rowsOf(name, field)),
    ),
  );
