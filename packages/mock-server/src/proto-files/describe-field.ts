import { create } from '@bufbuild/protobuf';
import {
  type DescriptorProto,
  DescriptorProtoSchema,
  type FieldDescriptorProto,
  FieldDescriptorProtoSchema,
  FieldDescriptorProto_Label as Label,
  FieldDescriptorProto_Type as Type,
} from '@bufbuild/protobuf/wkt';
import { MisuseError } from '@dlubal-kit/auth-core';
import type protobuf from 'protobufjs';
import { isMap } from './parsed-kinds.js';
import type { SymbolKind, SymbolTable } from './symbol-table.js';

const SCALARS: Readonly<Record<string, Type>> = {
  double: Type.DOUBLE,
  float: Type.FLOAT,
  int64: Type.INT64,
  uint64: Type.UINT64,
  int32: Type.INT32,
  fixed64: Type.FIXED64,
  fixed32: Type.FIXED32,
  bool: Type.BOOL,
  string: Type.STRING,
  bytes: Type.BYTES,
  uint32: Type.UINT32,
  sfixed32: Type.SFIXED32,
  sfixed64: Type.SFIXED64,
  sint32: Type.SINT32,
  sint64: Type.SINT64,
};

const DECLARED: Readonly<Record<SymbolKind, Type>> = {
  message: Type.MESSAGE,
  group: Type.GROUP,
  enum: Type.ENUM,
};

interface FieldType {
  readonly type: Type;
  readonly typeName?: string;
}

/** The descriptor of a field, or of an extension. @throws {MisuseError} when its type is not declared. */
export function describeField(
  field: protobuf.Field,
  symbols: SymbolTable,
  oneofs: readonly protobuf.OneOf[] = [],
): FieldDescriptorProto {
  const { options = {}, name } = field;
  const oneofIndex = field.partOf == null ? -1 : oneofs.indexOf(field.partOf);
  return create(FieldDescriptorProtoSchema, {
    name,
    number: field.id,
    jsonName: typeof options.json_name === 'string' ? options.json_name : jsonName(name),
    label: labelOf(field),
    ...(isMap(field)
      ? { type: Type.MESSAGE, typeName: `.${scopeOf(field)}.${entryName(name)}` }
      : typeOf(field.type, field, symbols)),
    ...(field.extend === undefined ? {} : { extendee: typeOf(field.extend, field, symbols).typeName ?? '' }),
    ...(oneofIndex < 0 ? {} : { oneofIndex }),
    ...(options.proto3_optional === true ? { proto3Optional: true } : {}),
    ...(options.default === undefined ? {} : { defaultValue: String(options.default) }),
    ...optionsOf(options),
  });
}

/** The message that a map's entries are on the wire. */
export function entryOf(field: protobuf.Field, symbols: SymbolTable): DescriptorProto {
  const part = (name: string, number: number, type: string): object => ({
    name,
    number,
    jsonName: name,
    label: Label.OPTIONAL,
    ...typeOf(type, field, symbols),
  });
  return create(DescriptorProtoSchema, {
    name: entryName(field.name),
    field: [part('key', 1, (field as unknown as protobuf.MapField).keyType), part('value', 2, field.type)],
    options: { mapEntry: true },
  });
}

const scopeOf = (field: protobuf.Field): string => field.parent?.fullName.slice(1) ?? '';

function typeOf(name: string, field: protobuf.Field, symbols: SymbolTable): FieldType {
  const scalar = Object.hasOwn(SCALARS, name) ? SCALARS[name] : undefined;
  if (scalar !== undefined) return { type: scalar };
  const found = symbols.find(name, scopeOf(field));
  if (found !== undefined) return { type: DECLARED[found.kind], typeName: `.${found.name}` };
  throw new MisuseError(
    `The field ${field.name} of ${scopeOf(field)} has the type ${name}, which is not declared.`,
    'Declare it, or import its file.',
  );
}

function labelOf(field: protobuf.Field): Label {
  if (field.repeated || isMap(field)) return Label.REPEATED;
  return (field as { rule?: string }).rule === 'required' ? Label.REQUIRED : Label.OPTIONAL;
}

function optionsOf({ packed, deprecated }: Readonly<Record<string, unknown>>): object {
  if (packed === undefined && deprecated !== true) return {};
  return {
    options: {
      ...(typeof packed === 'boolean' ? { packed } : {}),
      ...(deprecated === true ? { deprecated } : {}),
    },
  };
}

/** Source: protobuf's descriptor.proto, FieldDescriptorProto.json_name. */
const jsonName = (name: string): string =>
  name.replace(/_+(.)?/g, (_all, letter: string | undefined) => letter?.toUpperCase() ?? '');

/** `by_name` makes `ByNameEntry`. */
function entryName(field: string): string {
  const name = jsonName(field);
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}Entry`;
}
