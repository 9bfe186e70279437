import { BinaryReader, BinaryWriter } from '@bufbuild/protobuf/wire';

/** What a client asks; `extensions` and `extension` are about what proto3 files do not have. */
export type ReflectionQuestion =
  | { readonly kind: 'file' | 'symbol'; readonly name: string }
  | { readonly kind: 'services' }
  | { readonly kind: 'extensions' | 'extension' | 'nothing' };

/** What it is told. */
export type ReflectionAnswer =
  | { readonly kind: 'files'; readonly files: readonly Uint8Array[] }
  | { readonly kind: 'services'; readonly names: readonly string[] }
  | { readonly kind: 'failed'; readonly status: number; readonly details: string };

/** Reads a ServerReflectionRequest. Source: grpc/grpc-proto, grpc/reflection/v1/reflection.proto. */
export function readQuestion(bytes: Uint8Array): ReflectionQuestion {
  const reader = new BinaryReader(bytes);
  let question: ReflectionQuestion = { kind: 'nothing' };
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag();
    if (field === 3) question = { kind: 'file', name: reader.string() };
    else if (field === 4) question = { kind: 'symbol', name: reader.string() };
    else if (field === 5 || field === 6) {
      reader.skip(wireType, field);
      question = { kind: field === 5 ? 'extension' : 'extensions' };
    } else if (field === 7) {
      reader.string();
      question = { kind: 'services' };
    } else reader.skip(wireType, field);
  }
  return question;
}

/** Writes a ServerReflectionResponse. The same source. */
export function writeAnswer(question: Uint8Array, answer: ReflectionAnswer): Uint8Array {
  const writer = new BinaryWriter();
  const reader = new BinaryReader(question);
  let host = '';
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag();
    if (field === 1) host = reader.string();
    else reader.skip(wireType, field);
  }
  if (host !== '') writer.uint32(0x0a).string(host);
  writer.uint32(0x12).bytes(question);
  if (answer.kind === 'files') {
    writer.uint32(0x22).fork();
    for (const file of answer.files) writer.uint32(0x0a).bytes(file);
  } else if (answer.kind === 'services') {
    writer.uint32(0x32).fork();
    for (const name of answer.names) writer.uint32(0x0a).fork().uint32(0x0a).string(name).join();
  } else {
    writer.uint32(0x3a).fork().uint32(0x08).int32(answer.status).uint32(0x12).string(answer.details);
  }
  return writer.join().finish();
}
