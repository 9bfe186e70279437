import { type FieldKind, messageFields } from '@dlubal-kit/protos';
import type { FileMessage, FileMetadata } from './scenario-types.js';

/** A message as the codecs take it: bytes from base64. The schema has found its fields right. */
export function messageFromFile(type: string, message: FileMessage): Record<string, unknown> {
  return mapMessage(type, message, (value) =>
    typeof value === 'string' ? new Uint8Array(Buffer.from(value, 'base64')) : value,
  );
}

/** A message as a file holds it: bytes as base64, and no field without a value. */
export function messageToFile(type: string, message: FileMessage): FileMessage {
  return mapMessage(type, message, (value) => Buffer.from(value as Uint8Array).toString('base64'));
}

function mapMessage(
  type: string,
  message: FileMessage,
  bytes: (value: unknown) => unknown,
): Record<string, unknown> {
  const fields = messageFields[type] ?? {};
  const given = Object.entries(message).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, mapField(fields[name], value, bytes)]));
}

function mapField(
  kind: FieldKind | readonly [FieldKind] | undefined,
  value: unknown,
  bytes: (value: unknown) => unknown,
): unknown {
  if (kind === undefined) return value;
  if (typeof kind !== 'string') return (value as unknown[]).map((item) => mapField(kind[0], item, bytes));
  if (kind === 'bytes') return bytes(value);
  return Object.hasOwn(messageFields, kind) ? mapMessage(kind, value as FileMessage, bytes) : value;
}

/** Headers or trailers as `reply` takes them: bytes from base64 under names that end with `-bin`. */
export function metadataFromFile(metadata: FileMetadata = {}): Record<string, (string | Uint8Array)[]> {
  const values = (name: string, value: string | readonly string[]): (string | Uint8Array)[] =>
    [value]
      .flat()
      .map((text) => (name.endsWith('-bin') ? new Uint8Array(Buffer.from(text, 'base64')) : text));
  return Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name, values(name, value)]));
}
