import { create } from '@bufbuild/protobuf';
import {
  type DescriptorProto,
  DescriptorProtoSchema,
  type EnumDescriptorProto,
  EnumDescriptorProtoSchema,
  type FileDescriptorProto,
  FileDescriptorProtoSchema,
  type ServiceDescriptorProto,
  ServiceDescriptorProtoSchema,
} from '@bufbuild/protobuf/wkt';
import { MisuseError } from '@dlubal-kit/auth-core';
import type protobuf from 'protobufjs';
import { describeField, entryOf } from './describe-field.js';
import { isEnum, isField, isMap, isMessage, isScope, isService } from './parsed-kinds.js';
import type { ProtoSource } from './read-protos.js';
import type { SymbolTable } from './symbol-table.js';

/** The descriptor of one parsed file. @throws {MisuseError} when a type is not declared. */
export function describeFile(
  { name, imports }: ProtoSource,
  root: protobuf.Root,
  symbols: SymbolTable,
): FileDescriptorProto {
  const own = declaredIn(name, root);
  const first = own[0];
  const scope = first?.parent?.fullName.slice(1) ?? '';
  const syntax = (first as { _edition?: string } | undefined)?._edition ?? 'proto3';
  return create(FileDescriptorProtoSchema, {
    name,
    ...(scope === '' ? {} : { package: scope }),
    ...(syntax === 'proto2' ? {} : { syntax }),
    dependency: imports.map((each) => each.name),
    publicDependency: imports.flatMap((each, index) => (each.public ? [index] : [])),
    messageType: own.filter(isMessage).map((type) => describeMessage(type, symbols)),
    enumType: own.filter(isEnum).map(describeEnum),
    service: own.filter(isService).map((service) => describeService(service, symbols)),
    extension: own.filter(isField).map((field) => describeField(field, symbols)),
  });
}

/** What a file declares at its top: packages of several files are one namespace to the parser. */
function declaredIn(name: string, scope: protobuf.NamespaceBase): protobuf.ReflectionObject[] {
  return scope.nestedArray.flatMap((each) => {
    if (isMessage(each) || isEnum(each) || isService(each) || isField(each))
      return each.filename === name ? [each] : [];
    return isScope(each) ? declaredIn(name, each) : [];
  });
}

function describeMessage(type: protobuf.Type, symbols: SymbolTable): DescriptorProto {
  // Those of "optional" fields come after the others: protobuf's rule for them.
  const oneofs = [...type.oneofsArray].sort((a, b) => Number(isSynthetic(a)) - Number(isSynthetic(b)));
  const fields = type.fieldsArray.filter(({ declaringField }) => declaringField == null);
  return create(DescriptorProtoSchema, {
    name: type.name,
    field: fields.map((field) => describeField(field, symbols, oneofs)),
    oneofDecl: oneofs.map(({ name }) => ({ name })),
    nestedType: [
      ...type.nestedArray.filter(isMessage).map((inner) => describeMessage(inner, symbols)),
      ...fields.flatMap((field) => (isMap(field) ? [entryOf(field, symbols)] : [])),
    ],
    enumType: type.nestedArray.filter(isEnum).map(describeEnum),
    extension: type.nestedArray.filter(isField).map((field) => describeField(field, symbols)),
    extensionRange: (type.extensions ?? []).map(([start = 0, end = 0]) => ({ start, end: end + 1 })),
    reservedRange: (type.reserved ?? []).flatMap((range) =>
      typeof range === 'string' ? [] : [{ start: range[0] ?? 0, end: (range[1] ?? 0) + 1 }],
    ),
    reservedName: (type.reserved ?? []).filter((each) => typeof each === 'string'),
  });
}

const isSynthetic = (oneof: protobuf.OneOf): boolean =>
  (oneof as { isProto3Optional?: boolean }).isProto3Optional === true;

function describeEnum({ name, values, options }: protobuf.Enum): EnumDescriptorProto {
  return create(EnumDescriptorProtoSchema, {
    name,
    value: Object.entries(values).map(([value, number]) => ({ name: value, number })),
    ...(options?.allow_alias === true ? { options: { allowAlias: true } } : {}),
  });
}

function describeService(service: protobuf.Service, symbols: SymbolTable): ServiceDescriptorProto {
  const scope = service.fullName.slice(1);
  const typeName = (name: string, method: protobuf.Method): string => {
    const found = symbols.find(name, scope);
    if (found?.kind === 'message') return `.${found.name}`;
    throw new MisuseError(
      `The method ${method.name} of ${scope} has the message ${name}, which is not declared.`,
      'Declare it, or import its file.',
    );
  };
  return create(ServiceDescriptorProtoSchema, {
    name: service.name,
    method: service.methodsArray.map((method) => ({
      name: method.name,
      inputType: typeName(method.requestType, method),
      outputType: typeName(method.responseType, method),
      ...(method.requestStream === true ? { clientStreaming: true } : {}),
      ...(method.responseStream === true ? { serverStreaming: true } : {}),
    })),
  });
}
