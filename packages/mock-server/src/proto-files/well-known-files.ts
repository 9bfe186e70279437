import * as wkt from '@bufbuild/protobuf/wkt';

/** Descriptors of the files under google/protobuf, with what they import, imported files first. */
export function wellKnownFiles(names: readonly string[]): wkt.FileDescriptorProto[] {
  const found = new Map<string, wkt.FileDescriptorProto>();
  for (const name of names) add(name, found);
  return [...found.values()];
}

function add(name: string, found: Map<string, wkt.FileDescriptorProto>): void {
  const file = FILES.find(({ proto }) => proto.name === name);
  if (file === undefined || found.has(name)) return;
  for (const other of file.proto.dependency) add(other, found);
  found.set(name, file.proto);
}

const FILES = [
  wkt.file_google_protobuf_any,
  wkt.file_google_protobuf_api,
  wkt.file_google_protobuf_descriptor,
  wkt.file_google_protobuf_duration,
  wkt.file_google_protobuf_empty,
  wkt.file_google_protobuf_field_mask,
  wkt.file_google_protobuf_source_context,
  wkt.file_google_protobuf_struct,
  wkt.file_google_protobuf_timestamp,
  wkt.file_google_protobuf_type,
  wkt.file_google_protobuf_wrappers,
];
