import type { FileDescriptorProto } from '@bufbuild/protobuf/wkt';
import { MisuseError } from '@dlubal-kit/auth-core';
import protobuf from 'protobufjs';
import { describeFile } from './describe-file.js';
import { type ProtoSource, WELL_KNOWN } from './read-protos.js';
import { SymbolTable } from './symbol-table.js';
import { wellKnownFiles } from './well-known-files.js';

/**
 * The descriptors of .proto files, complete: with what each imports and with the full names of types, as protoc makes them.
 * protobufjs parses; what it makes of descriptors itself lacks both, and reflection clients refuse it.
 *
 * @param sources imported files first.
 * @throws {MisuseError} when a file is not a .proto; the message names file and line.
 */
export function parseProtos(sources: readonly ProtoSource[]): FileDescriptorProto[] {
  const wellKnown = wellKnownFiles(
    sources.flatMap(({ imports }) => imports.map(({ name }) => name).filter((name) => WELL_KNOWN.test(name))),
  );
  const root = new protobuf.Root();
  for (const source of sources) parseInto(root, source);
  const symbols = new SymbolTable(wellKnown);
  for (const each of root.nestedArray) symbols.addParsed(each);
  return [...wellKnown, ...sources.map((source) => describeFile(source, root, symbols))];
}

function parseInto(root: protobuf.Root, { name, text }: ProtoSource): void {
  refuseEditions(name, text);
  const { parse } = protobuf as unknown as { parse: typeof protobuf.parse & { filename: string | null } };
  parse.filename = name;
  try {
    parse(text, root, { keepCase: true });
  } catch (cause) {
    throw new MisuseError(
      `The .proto file ${name} cannot be read: ${(cause as Error).message}.`,
      'Fix it there.',
      { cause },
    );
  } finally {
    parse.filename = null;
  }
}

function refuseEditions(name: string, text: string): void {
  if (!/^\s*edition\s*=/m.test(text)) return;
  throw new MisuseError(
    `The .proto file ${name} is written in an edition of protobuf, which only its compilers read.`,
    'Give a descriptor set, which "buf build -o FILE" or "protoc --include_imports -o FILE" writes.',
  );
}
