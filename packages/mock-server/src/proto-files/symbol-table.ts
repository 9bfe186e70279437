import type { DescriptorProto, FileDescriptorProto } from '@bufbuild/protobuf/wkt';
import type protobuf from 'protobufjs';
import { isEnum, isMessage, isScope } from './parsed-kinds.js';

/** What a name of a .proto file stands for. */
export type SymbolKind = 'message' | 'group' | 'enum';

/** The messages and enums of all files by full name, to find what a field's type means where it is written. */
export class SymbolTable {
  readonly #kinds: Map<string, SymbolKind> = new Map();

  /** @param files whose descriptors are there already. */
  constructor(files: readonly FileDescriptorProto[]) {
    for (const { package: scope, messageType, enumType } of files) this.#addAll(scope, messageType, enumType);
  }

  #addAll(scope: string, messages: readonly DescriptorProto[], enums: readonly { name: string }[]): void {
    for (const { name } of enums) this.#kinds.set(joined(scope, name), 'enum');
    for (const { name, nestedType, enumType } of messages) {
      this.#kinds.set(joined(scope, name), 'message');
      this.#addAll(joined(scope, name), nestedType, enumType);
    }
  }

  /** Adds what a parsed object declares, and all in it. */
  addParsed(object: protobuf.ReflectionObject): void {
    const name = object.fullName.slice(1);
    if (isEnum(object)) this.#kinds.set(name, 'enum');
    if (isMessage(object))
      this.#kinds.set(name, (object as { group?: boolean }).group === true ? 'group' : 'message');
    if (isScope(object)) for (const inner of object.nestedArray) this.addParsed(inner);
  }

  /** What a name means in a scope, as in C++: the innermost scope first. */
  find(name: string, scope: string): { readonly name: string; readonly kind: SymbolKind } | undefined {
    if (name.startsWith('.')) return this.#at(name.slice(1));
    for (let at = scope; ; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
      const found = this.#at(joined(at, name));
      if (found !== undefined || at === '') return found;
    }
  }

  #at(name: string): { readonly name: string; readonly kind: SymbolKind } | undefined {
    const kind = this.#kinds.get(name);
    return kind === undefined ? undefined : { name, kind };
  }
}

const joined = (scope: string, name: string): string => (scope === '' ? name : `${scope}.${name}`);
