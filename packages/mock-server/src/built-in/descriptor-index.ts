import { clone, fromBinary, toBinary } from '@bufbuild/protobuf';
import {
  type DescriptorProto,
  type EnumDescriptorProto,
  type FileDescriptorProto,
  FileDescriptorProtoSchema,
  FileDescriptorSetSchema,
} from '@bufbuild/protobuf/wkt';

/** Descriptors of .proto files, found by file and by what a file declares. */
export class DescriptorIndex {
  readonly #files: Map<string, FileDescriptorProto> = new Map();
  readonly #fileOfSymbol: Map<string, string> = new Map();

  /** Adds all files of a google.protobuf.FileDescriptorSet. */
  addSet(bytes: Uint8Array): void {
    for (const file of fromBinary(FileDescriptorSetSchema, bytes).file) this.#add(file);
  }

  /** Adds a google.protobuf.FileDescriptorProto. */
  addFile(bytes: Uint8Array): void {
    this.#add(fromBinary(FileDescriptorProtoSchema, bytes));
  }

  /**
   * Adds a copy of the files of one package under the name of another package.
   *
   * @param from for example `dlubal.api.rfem`.
   */
  addCopy(from: string, to: string): void {
    for (const file of [...this.#files.values()])
      if (file.package === from) this.#add(copyOf(file, from, to));
  }

  /** A file and all that it imports, each as bytes; undefined when it is not known. */
  withImports(name: string): Uint8Array[] | undefined {
    if (!this.#files.has(name)) return undefined;
    const names = new Set([name]);
    // A set that grows while it is read: what an import imports is met later, and each file once.
    for (const each of names) {
      for (const other of this.#files.get(each)?.dependency ?? []) names.add(other);
    }
    return [...names].flatMap((each) => {
      const file = this.#files.get(each);
      return file === undefined ? [] : [toBinary(FileDescriptorProtoSchema, file)];
    });
  }

  /** The file that declares a service, a method, a message or an enum, by its full name. */
  fileOf(symbol: string): string | undefined {
    return this.#fileOfSymbol.get(symbol);
  }

  #add(file: FileDescriptorProto): void {
    this.#files.set(file.name, file);
    for (const symbol of symbolsOf(file)) this.#fileOfSymbol.set(symbol, file.name);
  }
}

function symbolsOf(file: FileDescriptorProto): string[] {
  const inPackage = (name: string): string => (file.package === '' ? name : `${file.package}.${name}`);
  return [
    ...file.service.flatMap(({ name, method }) => [
      inPackage(name),
      ...method.map((one) => `${inPackage(name)}.${one.name}`),
    ]),
    ...file.enumType.flatMap((one) => enumSymbols(one, file.package)),
    ...file.messageType.flatMap((message) => messageSymbols(message, inPackage(message.name))),
  ];
}

function messageSymbols(message: DescriptorProto, name: string): string[] {
  return [
    name,
    ...[...message.field, ...message.oneofDecl].map((one) => `${name}.${one.name}`),
    ...message.enumType.flatMap((one) => enumSymbols(one, name)),
    ...message.nestedType.flatMap((inner) => messageSymbols(inner, `${name}.${inner.name}`)),
  ];
}

/** An enum's values are symbols of what is around it. Source: protobuf's descriptor.proto, EnumValueDescriptorProto. */
function enumSymbols({ name, value }: EnumDescriptorProto, scope: string): string[] {
  return [name, ...value.map((one) => one.name)].map((each) => (scope === '' ? each : `${scope}.${each}`));
}

function copyOf(file: FileDescriptorProto, from: string, to: string): FileDescriptorProto {
  const copy = clone(FileDescriptorProtoSchema, file);
  const renamed = (type: string): string => type.replace(`.${from}.`, `.${to}.`);
  copy.name = file.name.replace(from.replaceAll('.', '/'), to.replaceAll('.', '/'));
  copy.package = to;
  for (const { method } of copy.service) {
    for (const one of method) {
      one.inputType = renamed(one.inputType);
      one.outputType = renamed(one.outputType);
    }
  }
  const rename = ({ field, nestedType }: DescriptorProto): void => {
    // A scalar has none, and an empty one is not the same.
    for (const one of field) if (one.typeName !== '') one.typeName = renamed(one.typeName);
    for (const inner of nestedType) rename(inner);
  };
  for (const message of copy.messageType) rename(message);
  return copy;
}
