import { fileURLToPath } from 'node:url';
import protobuf from 'protobufjs';

// For tests: protobufjs reads the .proto files with its own parser and has its own codec.
const root = new protobuf.Root();
root.resolvePath = (_from, file) => fileURLToPath(new URL(file, import.meta.url));

/** The .proto files as protobufjs understands them. */
export const protoRoot: protobuf.Root = root.loadSync('dlubal/api/rfem/application.proto');
protoRoot.resolveAll();

/** A field's name in our messages: protobufjs brings an Any of its own, whose `type_url` it does not rename. */
export const nameOf = (field: protobuf.Field): string => protobuf.util.camelCase(field.name);

/** Bytes of a message, with each field that the message has: defaults are written out too, which decoders must accept. */
export function wordyBytes(type: string, message: object): Uint8Array {
  const peer = protoRoot.lookupType(type);
  return Uint8Array.from(peer.encode(asPeer(peer, message, () => true)).finish());
}

/** Bytes of a message as encoders of proto3 write it: a default is left out where the field is not `optional`. */
export function tidyBytes(type: string, message: object): Uint8Array {
  const peer = protoRoot.lookupType(type);
  return Uint8Array.from(peer.encode(asPeer(peer, message, isNeeded)).finish());
}

type Keep = (field: protobuf.Field, value: unknown) => boolean;

function isNeeded(field: protobuf.Field, value: unknown): boolean {
  const isEmpty =
    value === '' || value === 0 || value === false || (value instanceof Uint8Array && value.length === 0);
  return !isEmpty || field.options?.proto3_optional === true;
}

function asPeer(type: protobuf.Type, message: object, keep: Keep): Record<string, unknown> {
  const values: Record<string, unknown> = { ...message };
  const fields = type.fieldsArray.filter((field) => values[nameOf(field)] !== undefined);
  const kept = fields.filter((field) => keep(field, values[nameOf(field)]));
  return Object.fromEntries(kept.map((field) => [field.name, peerValue(field, values[nameOf(field)], keep)]));
}

function peerValue({ resolvedType }: protobuf.Field, value: unknown, keep: Keep): unknown {
  if (!(resolvedType instanceof protobuf.Type) || typeof value !== 'object' || value === null) return value;
  return Array.isArray(value)
    ? value.map((item) => asPeer(resolvedType, item, keep))
    : asPeer(resolvedType, value, keep);
}
